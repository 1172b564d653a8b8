import type { StubModule } from '../analysis/stubs.ts';

// https://docs.langchain.com/oss/python/langchain/tools and https://docs.langchain.com/oss/python/langgraph/graph-api: `ainvoke` runs
// sync tools, nodes and edges in a thread, `invoke` runs them where it is called.
export const stubs: readonly StubModule[] = [
  {
    module: 'langchain_core.tools',
    text: String.raw`
from typing import Any

class BaseTool:
    name: str
    description: str
    async def ainvoke(self, input: Any, config: Any = None, **kwargs: Any) -> Any: ...
    async def arun(self, tool_input: Any, **kwargs: Any) -> Any: ...
class StructuredTool(BaseTool):
    func: Any
    @calls('func', of='self')
    def invoke(self, input: Any, config: Any = None, **kwargs: Any) -> Any: ...
    @calls('func', of='self')
    def run(self, tool_input: Any, **kwargs: Any) -> Any: ...
@makes('StructuredTool')
def tool(name_or_callable: Any = None, runnable: Any = None, **kwargs: Any) -> Any: ...
`,
  },
  { module: 'langchain.tools', text: 'from langchain_core.tools import BaseTool, StructuredTool, tool\n' },
];
