using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Tests.Targets;

/// <summary>
/// An incoming webhook of Slack: one message in a second with short bursts, blocks within their limits, pictures that it can fetch. It
/// answers in one word.
/// </summary>
internal sealed partial class SlackServer : ITargetServer
{
    private readonly RateWindow _window;
    private readonly List<string> _shown = [];
    private TargetHost _host = null!;
    private bool _isGone;

    private SlackServer(TimeProvider time) => _window = new RateWindow(4, TimeSpan.FromSeconds(3), time);

    public Target Target { get; private set; } = null!;

    /// <summary>What Slack answers to every request in place of its own checks; null for them.</summary>
    public (int Status, string Word)? Says { get; set; }

    public List<JsonElement> Messages { get; } = [];

    public IReadOnlyList<string> Shown => [.. _shown];

    public IReadOnlyList<string> Violations => _host.Violations;

    public int Accepted { get; private set; }

    public static async Task<SlackServer> StartAsync(TimeProvider time)
    {
        var server = new SlackServer(time);
        server._host = await TargetHost.StartAsync(server.AnswerAsync);
        server.Target = new Target
        {
            Id = "channel", Kind = TargetKind.Slack, Url = new Uri(server._host.Address, "services/T0/B0/t0ken").ToString(), Follow = new FollowedTopics(),
        };
        return server;
    }

    public void Fail(TargetFault fault, int times = 1) => _host.Fail(fault, times);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private Task AnswerAsync(HttpContext http, byte[] body, TargetFault? fault)
    {
        if (_isGone)
            _host.Violate("a call after the webhook was removed");
        var (status, word) = fault switch
        {
            TargetFault.Throttled => (429, "rate_limited"),
            TargetFault.ServerError => (500, "rollup_error"),
            TargetFault.Refused => (400, "invalid_payload"),
            TargetFault.Gone => (404, "no_service"),
            _ => Says ?? Check(http.Request, body),
        };
        _isGone |= fault == TargetFault.Gone;
        if (status == 200 && word == "ok")
            Accept(body);
        if (fault == TargetFault.AcceptedWithoutAnswer)
            return Task.CompletedTask;
        http.Response.StatusCode = status;
        if (status == 429)
            http.Response.Headers.RetryAfter = "3";
        return http.Response.WriteAsync(word);
    }

    private (int Status, string Word) Check(HttpRequest request, byte[] body)
    {
        if (request.Method != "POST" || request.Path != "/services/T0/B0/t0ken")
            return Violate(404, "no_service");
        if (!_window.Add())
            return Violate(429, "rate_limited");
        using var json = JsonDocument.Parse(body);
        var blocks = json.RootElement.GetProperty("blocks").EnumerateArray().ToList();
        if (json.RootElement.GetProperty("text").GetString() is not { Length: > 0 } || json.RootElement.GetProperty("mrkdwn").GetBoolean())
            return Violate(400, "no_text");
        if (blocks.Count is 0 or > 50 || blocks.Exists(b => b.TryGetProperty("text", out var text)
            && text.GetProperty("text").GetString()!.Length is 0 or > 3000))
            return Violate(400, "invalid_blocks");
        if (blocks.Sum(b => b.TryGetProperty("text", out var text) ? text.GetProperty("text").GetString()!.Length : 0) > 13_200)
            return Violate(400, "msg_blocks_too_long");
        return blocks.Exists(b => b.TryGetProperty("image_url", out var url) && url.GetString()!.Contains("broken", StringComparison.Ordinal))
            ? (400, "invalid_blocks") : (200, "ok");
    }

    private (int Status, string Word) Violate(int status, string word)
    {
        _host.Violate(word);
        return (status, word);
    }

    private void Accept(byte[] body)
    {
        Accepted++;
        var json = JsonDocument.Parse(body).RootElement;
        Messages.Add(json);
        _shown.Add(string.Join('\n', Texts(json).Select(text => Plain(Link.Replace(text, m => $"{m.Groups["text"].Value} {m.Groups["url"].Value}")))));
    }

    /// <summary>Returns the texts of the sections of a message as they were sent.</summary>
    public static IEnumerable<string> Texts(JsonElement message) => message.GetProperty("blocks").EnumerateArray()
        .Where(b => b.GetProperty("type").GetString() == "section").Select(b => b.GetProperty("text").GetProperty("text").GetString()!);

    /// <summary>Returns what stands in angle brackets, which alone is not text.</summary>
    public static IReadOnlyList<string> Brackets(JsonElement message) =>
        [.. Texts(message).SelectMany(text => Bracket.Matches(text)).Select(m => m.Value)];

    private static string Plain(string text) => text.Replace("*", "", StringComparison.Ordinal).Replace("~", "", StringComparison.Ordinal)
        .Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal);

    [GeneratedRegex(@"<(?<url>[^|>]+)\|(?<text>[^>]+)>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link { get; }

    [GeneratedRegex("<[^>]*>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Bracket { get; }
}
