using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Tests.Targets;

/// <summary>
/// A custom robot of DingTalk with all its checks: signature, an hour of clock difference, keyword, 20,000 bytes, and a mute of ten minutes after the
/// twentieth message in a minute. It answers 200 whatever happens.
/// </summary>
internal sealed class DingTalkServer : ITargetServer
{
    private const string Secret = "SEC0123456789abcdef";
    private static readonly TimeSpan Mute = TimeSpan.FromMinutes(10);

    private readonly TimeProvider _time;
    private readonly RateWindow _window;
    private readonly List<string> _shown = [];
    private TargetHost _host = null!;
    private DateTimeOffset _mutedUntil;
    private bool _isGone;

    private DingTalkServer(TimeProvider time) => (_time, _window) = (time, new RateWindow(20, TimeSpan.FromMinutes(1), time));

    public Target Target { get; private set; } = null!;

    /// <summary>A word that each message must contain; null for none.</summary>
    public string? Keyword { get; set; }

    /// <summary>What the robot answers to every request in place of its own checks; null for them.</summary>
    public (int Code, string Words)? Says { get; set; }

    public List<JsonElement> Messages { get; } = [];

    public IReadOnlyList<string> Shown => [.. _shown];

    public IReadOnlyList<string> Violations => _host.Violations;

    public int Accepted { get; private set; }

    public static async Task<DingTalkServer> StartAsync(TimeProvider time)
    {
        var server = new DingTalkServer(time);
        server._host = await TargetHost.StartAsync(server.AnswerAsync);
        server.Target = new Target
        {
            Id = "group", Kind = TargetKind.DingTalk, Url = new Uri(server._host.Address, "robot/send?access_token=t0ken").ToString(),
            Secret = Secret, Follow = new FollowedTopics(),
        };
        return server;
    }

    public void Fail(TargetFault fault, int times = 1) => _host.Fail(fault, times);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private Task AnswerAsync(HttpContext http, byte[] body, TargetFault? fault)
    {
        if (_isGone)
            _host.Violate("a call after the robot was removed");
        if (_time.GetUtcNow() < _mutedUntil)
            _host.Violate("a call within the mute");
        if (fault == TargetFault.ServerError)
        {
            http.Response.StatusCode = 502;
            return http.Response.WriteAsync("<html>Bad Gateway</html>");
        }

        var (code, words) = fault switch
        {
            TargetFault.Throttled => (130101, "send too fast, exceed 20 times per minute"),
            TargetFault.Refused => (430102, "description:消息内容包含不合适的文本"),
            TargetFault.Gone => (400106, "description:机器人不存在"),
            _ => Says ?? Check(http.Request, body),
        };
        _isGone |= code == 400106;
        if (code == 130101)
            _mutedUntil = _time.GetUtcNow() + Mute;
        if (code == 0)
            Accept(body);
        return fault == TargetFault.AcceptedWithoutAnswer ? Task.CompletedTask
            : http.Response.WriteAsync(JsonSerializer.Serialize(new { errcode = code, errmsg = words }));
    }

    private (int Code, string Words) Check(HttpRequest request, byte[] body)
    {
        if (request.Method != "POST" || request.Path != "/robot/send" || request.Query["access_token"] != "t0ken")
            return Violate(300001, "token is not exist");
        if (request.ContentType?.StartsWith("application/json", StringComparison.Ordinal) != true)
            return Violate(43004, "invalid content type");
        var stamp = request.Query["timestamp"].ToString();
        if (!long.TryParse(stamp, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            || (DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) - _time.GetUtcNow()).Duration() > TimeSpan.FromHours(1))
            return Violate(310000, "invalid timestamp");
        var sign = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"{stamp}\n{Secret}")));
        if (request.Query["sign"] != sign)
            return Violate(310000, "sign not match, more: [https://ding-doc.dingtalk.com/doc#/serverapi2/qf2nxq]");
        if (body.Length > 20_000)
            return Violate(460101, "description:body大小不合法;solution:请保持大小在20000bytes以内;");
        if (!_window.Add())
            return Violate(130101, "send too fast, exceed 20 times per minute");
        return Keyword is { } word && !Encoding.UTF8.GetString(body).Contains(word, StringComparison.Ordinal)
            ? (310000, "keywords not in content, more: [https://ding-doc.dingtalk.com/doc#/serverapi2/qf2nxq]") : (0, "ok");
    }

    private (int Code, string Words) Violate(int code, string words)
    {
        _host.Violate(words);
        return (code, words);
    }

    private void Accept(byte[] body)
    {
        Accepted++;
        var json = JsonDocument.Parse(body).RootElement;
        Messages.Add(json);
        var content = json.GetProperty(json.GetProperty("msgtype").GetString()!);
        if (content.GetProperty("title").GetString() is not { Length: > 0 } || content.GetProperty("text").GetString() is not { Length: > 0 } text)
            _host.Violate("no title or no text");
        else
            _shown.Add(ShownMarkup.Read(text).Text + (content.TryGetProperty("singleURL", out var url) ? $"\n[{content.GetProperty("singleTitle").GetString()}] {url.GetString()}" : ""));
    }
}
