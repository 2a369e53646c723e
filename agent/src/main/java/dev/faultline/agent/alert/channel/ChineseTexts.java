// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.channel;

import dev.faultline.agent.alert.notice.Notice;
import dev.faultline.agent.alert.notice.Severity;

/** Simplified Chinese. */
final class ChineseTexts extends Texts {
  private static final String[] UNITS = {" 天", " 小时", " 分钟", " 秒", " 毫秒"};

  ChineseTexts() {
    trace = "链路 ID";
    rule = "规则";
    service = "服务";
    environment = "环境";
    instance = "实例";
    group = "分组";
    count = "次数";
    time = "时间";
    lasted = "持续";
    exception = "异常";
    message = "内容";
    frame = "位置";
    request = "请求";
    last = "最近记录";
    alsoFiring = "同时触发";
    link = "控制台";
    silence = "静默方法";
    overflow = "分组过多，已合并";
    colon = "：";
    cut = "内容过长，已截断；可用链路 ID 查看完整信息。";
    works = "Faultline 到此通道的连接正常。这是一条测试消息，无需处理。";
    alive = "Faultline 正在监控。如果长时间收不到此消息，说明监控可能已中断。";
  }

  @Override
  String event(Notice.Event event) {
    switch (event) {
      case FIRING:
        return "告警";
      case REPEAT:
        return "持续告警";
      case ESCALATED:
        return "告警升级";
      case RESOLVED:
        return "已恢复";
      case DIGEST:
        return "告警汇总";
      case HEARTBEAT:
        return "心跳";
      default:
        return "测试";
    }
  }

  @Override
  String severity(Severity severity) {
    switch (severity) {
      case CRITICAL:
        return "严重";
      case WARNING:
        return "警告";
      default:
        return "提示";
    }
  }

  @Override
  String tag(String event) {
    return "【" + event + "】";
  }

  @Override
  String countIn(long count, long windowMillis) {
    return duration(windowMillis) + "内 " + count + " 次";
  }

  @Override
  String countSince(long count, long sinceLast) {
    return "累计 " + count + " 次（距上次通知新增 " + sinceLast + " 次）";
  }

  @Override
  String times(long count) {
    return count + " 次";
  }

  @Override
  String digest(int notices) {
    return notices + " 条告警已合并";
  }

  @Override
  String more(int groups) {
    return "另有 " + groups + " 个分组";
  }

  @Override
  String notListed(long notices) {
    return "另有 " + notices + " 条告警未列出。";
  }

  @Override
  String duration(long millis) {
    return duration(millis, UNITS);
  }
}
