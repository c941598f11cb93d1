using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Tests.Targets;

/// <summary>A robot of WeCom: twenty messages in a minute, and lengths in bytes of UTF-8. It answers 200 whatever happens.</summary>
internal sealed class WeComServer : ITargetServer
{
    private readonly RateWindow _window;
    private readonly List<string> _shown = [];
    private TargetHost _host = null!;
    private bool _isGone;

    private WeComServer(TimeProvider time) => _window = new RateWindow(20, TimeSpan.FromMinutes(1), time);

    public Target Target { get; private set; } = null!;

    /// <summary>What the robot answers to every request in place of its own checks; null for them.</summary>
    public (int Code, string Words)? Says { get; set; }

    public List<JsonElement> Messages { get; } = [];

    public IReadOnlyList<string> Shown => [.. _shown];

    public IReadOnlyList<string> Violations => _host.Violations;

    public int Accepted { get; private set; }

    public static async Task<WeComServer> StartAsync(TimeProvider time)
    {
        var server = new WeComServer(time);
        server._host = await TargetHost.StartAsync(server.AnswerAsync);
        server.Target = new Target
        {
            Id = "group", Kind = TargetKind.WeCom, Url = new Uri(server._host.Address, "cgi-bin/webhook/send?key=k3y").ToString(),
            Follow = new FollowedTopics(),
        };
        return server;
    }

    public void Fail(TargetFault fault, int times = 1) => _host.Fail(fault, times);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private Task AnswerAsync(HttpContext http, byte[] body, TargetFault? fault)
    {
        if (_isGone)
            _host.Violate("a call after the robot was removed");
        if (fault == TargetFault.ServerError)
        {
            http.Response.StatusCode = 502;
            return Task.CompletedTask;
        }

        var (code, words) = fault switch
        {
            TargetFault.Throttled => (45009, "api freq out of limit"),
            TargetFault.Refused => (40008, "invalid message type"),
            TargetFault.Gone => (93000, "invalid webhook url"),
            _ => Says ?? Check(http.Request, body),
        };
        _isGone |= fault == TargetFault.Gone;
        if (code == 0)
            Accept(body);
        return fault == TargetFault.AcceptedWithoutAnswer ? Task.CompletedTask
            : http.Response.WriteAsync(JsonSerializer.Serialize(new { errcode = code, errmsg = words }));
    }

    private (int Code, string Words) Check(HttpRequest request, byte[] body)
    {
        if (request.Method != "POST" || request.Path != "/cgi-bin/webhook/send" || request.Query["key"] != "k3y")
            return Violate(93000, "invalid webhook url");
        if (!_window.Add())
            return Violate(45009, "api freq out of limit");
        using var json = JsonDocument.Parse(body);
        var type = json.RootElement.GetProperty("msgtype").GetString()!;
        var content = json.RootElement.GetProperty(type);
        if (type == "news")
        {
            var article = Assert.Single(content.GetProperty("articles").EnumerateArray());
            return Bytes(article, "title") > 128 || Bytes(article, "description") > 512 ? Violate(40058, "news exceed max length") : (0, "ok");
        }

        return type != "markdown_v2" ? Violate(40008, "invalid message type")
            : Bytes(content, "content") is var length && length > 4096 ? Violate(40058, $"markdown_v2.content exceed max length 4096: {length}")
            : length == 0 ? Violate(44004, "empty content") : (0, "ok");
    }

    private static int Bytes(JsonElement json, string name) => Encoding.UTF8.GetByteCount(json.GetProperty(name).GetString()!);

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
        if (json.TryGetProperty("news", out var news))
        {
            var article = news.GetProperty("articles")[0];
            _shown.Add($"{article.GetProperty("title").GetString()}\n{article.GetProperty("description").GetString()}\n{article.GetProperty("url").GetString()}");
        }
        else
        {
            var shown = ShownMarkup.Read(json.GetProperty("markdown_v2").GetProperty("content").GetString()!);
            _shown.Add(string.Join('\n', [shown.Text, .. shown.Links]));
        }
    }
}
