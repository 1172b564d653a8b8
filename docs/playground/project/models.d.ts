import { type Manager, Model } from 'django-orm';

export declare class Student extends Model {
  static objects: Manager<Student>;
  id: number;
  name: string;
  active: boolean;
}
