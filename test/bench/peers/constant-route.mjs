// A bare Nest route that reads a JSON body and answers a constant: what the framework costs before any work is done.
// Run as its own process; prints its port once it listens.
import 'reflect-metadata';
import { Controller, HttpCode, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

class ConstantController {
  answer() {
    return { decision: 'allow', reasons: [], masks: { contact: 'reveal' } };
  }
}
// Decorators by hand: this file is plain JavaScript, so that no compiler stands between it and what is measured.
const method = Object.getOwnPropertyDescriptor(ConstantController.prototype, 'answer');
Post('constant')(ConstantController.prototype, 'answer', method);
HttpCode(200)(ConstantController.prototype, 'answer', method);
Controller()(ConstantController);

class PeerModule {}
Module({ controllers: [ConstantController] })(PeerModule);

const app = await NestFactory.create(PeerModule, { logger: false });
await app.listen(0, '127.0.0.1');
console.log(JSON.stringify({ port: app.getHttpServer().address().port }));
