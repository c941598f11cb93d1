using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Tests.Targets;

/// <summary>
/// A custom bot of Feishu or Lark: signature, an hour of clock difference, 20 KB, five messages in a second and a hundred in a minute,
/// and complaints about what is not urgent in the minutes of the rush.
/// </summary>
internal sealed class FeishuServer : ITargetServer
{
    private const string Secret = "a secret of the bot";

    private readonly TimeProvider _time;
    private readonly RateWindow _second;
    private readonly RateWindow _minute;
    private readonly List<string> _shown = [];
    private TargetHost _host = null!;
    private bool _isGone;

    private FeishuServer(TimeProvider time) =>
        (_time, _second, _minute) = (time, new RateWindow(5, TimeSpan.FromSeconds(1), time), new RateWindow(100, TimeSpan.FromMinutes(1), time));

    public Target Target { get; private set; } = null!;

    /// <summary>What the bot answers to every request in place of its own checks; null for them.</summary>
    public (int Status, string Body)? Says { get; set; }

    public List<JsonElement> Cards { get; } = [];

    public IReadOnlyList<string> Shown => [.. _shown];

    public IReadOnlyList<string> Violations => _host.Violations;

    public int Accepted { get; private set; }

    public static async Task<FeishuServer> StartAsync(TimeProvider time, TargetKind kind = TargetKind.Feishu)
    {
        var server = new FeishuServer(time);
        server._host = await TargetHost.StartAsync(server.AnswerAsync);
        server.Target = new Target
        {
            Id = "group", Kind = kind, Url = new Uri(server._host.Address, "open-apis/bot/v2/hook/t0ken").ToString(),
            Secret = Secret, Follow = new FollowedTopics(),
        };
        return server;
    }

    public void Fail(TargetFault fault, int times = 1) => _host.Fail(fault, times);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private Task AnswerAsync(HttpContext http, byte[] body, TargetFault? fault)
    {
        if (_isGone)
            _host.Violate("a call after the bot was removed");
        var (status, answer) = fault switch
        {
            TargetFault.Throttled => (429, """{"code":99991400,"msg":"request trigger frequency limit"}"""),
            TargetFault.ServerError => (500, """{"code":2200,"msg":"internal error"}"""),
            TargetFault.Refused => (200, """{"code":9499,"msg":"Bad Request","data":{}}"""),
            TargetFault.Gone => (200, """{"code":19001,"msg":"param invalid: incoming webhook access token invalid"}"""),
            _ => Says ?? Check(http.Request, body),
        };
        _isGone |= fault == TargetFault.Gone;
        if (answer.Contains("\"code\":0", StringComparison.Ordinal))
            Accept(body);
        if (fault == TargetFault.AcceptedWithoutAnswer)
            return Task.CompletedTask;
        http.Response.StatusCode = status;
        if (status == 429)
            http.Response.Headers["x-ogw-ratelimit-reset"] = "7";
        return http.Response.WriteAsync(answer);
    }

    private (int Status, string Body) Check(HttpRequest request, byte[] body)
    {
        if (request.Method != "POST" || request.Path != "/open-apis/bot/v2/hook/t0ken")
            return Violate(19001, "param invalid: incoming webhook access token invalid");
        if (body.Length > 20 * 1024)
            return Violate(19036, "The message exceeds the size limit");
        using var json = JsonDocument.Parse(body);
        var stamp = json.RootElement.GetProperty("timestamp").GetString()!;
        var sign = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes($"{stamp}\n{Secret}"), Array.Empty<byte>()));
        if (json.RootElement.GetProperty("sign").GetString() != sign
            || (DateTimeOffset.FromUnixTimeSeconds(long.Parse(stamp, CultureInfo.InvariantCulture)) - _time.GetUtcNow()).Duration() > TimeSpan.FromHours(1))
            return Violate(19021, "sign match fail or timestamp is not within one hour from current time");
        var isUrgent = HeadOf(json.RootElement.GetProperty("card")).Contains("🚨", StringComparison.Ordinal);
        if (_time.GetUtcNow().Minute is 0 or 30 && !isUrgent)
            _host.Violate("not urgent, and in the minutes of the rush");
        return _second.Add() & _minute.Add() ? (200, """{"StatusCode":0,"StatusMessage":"success","code":0,"data":{},"msg":"success"}""")
            : Violate(11232, "frequency limited psm[lark.oapi.app_platform_runtime]appID[1500]");
    }

    private (int Status, string Body) Violate(int code, string words)
    {
        _host.Violate(words);
        return (200, JsonSerializer.Serialize(new { code, msg = words, data = new { } }));
    }

    private static string HeadOf(JsonElement card) => card.GetProperty("header").GetProperty("title").GetProperty("content").GetString()!;

    private void Accept(byte[] body)
    {
        Accepted++;
        var card = JsonDocument.Parse(body).RootElement.GetProperty("card");
        Cards.Add(card);
        var shown = HeadOf(card);
        foreach (var element in card.GetProperty("elements").EnumerateArray())
        {
            shown += "\n" + (element.GetProperty("tag").GetString() switch
            {
                "div" => ShownMarkup.Read(element.GetProperty("text").GetProperty("content").GetString()!).Text,
                "action" => string.Concat(element.GetProperty("actions").EnumerateArray()
                    .Select(a => $"[{a.GetProperty("text").GetProperty("content").GetString()}] {a.GetProperty("url").GetString()}")),
                var tag => throw new InvalidOperationException($"a card has no {tag}"),
            });
        }

        _shown.Add(shown);
    }
}
