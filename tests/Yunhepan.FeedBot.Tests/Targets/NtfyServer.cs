using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Tests.Targets;

/// <summary>
/// An ntfy server: JSON of at most 8,192 bytes with known members, 4,096 bytes of text, sixty requests at once and then one in five
/// seconds. What has the same sequence id replaces a notification.
/// </summary>
internal sealed partial class NtfyServer : ITargetServer
{
    private const string Token = "tk_t0ken";
    private static readonly HashSet<string> Members = ["topic", "sequence_id", "title", "message", "priority", "click", "actions", "tags", "markdown"];

    private readonly TokenBucket _bucket;
    private readonly List<(string Sequence, JsonElement Message)> _messages = [];
    private TargetHost _host = null!;
    private bool _isGone;

    private NtfyServer(TimeProvider time) => _bucket = new TokenBucket(60, TimeSpan.FromSeconds(5), time);

    public Target Target { get; private set; } = null!;

    /// <summary>What the server answers to every request, in place of its own checks; null for them.</summary>
    public (int Status, int Code)? Says { get; set; }

    public IReadOnlyList<JsonElement> Messages => [.. _messages.Select(m => m.Message)];

    public IReadOnlyList<string> Shown =>
        [.. _messages.Select(m => m.Sequence).Distinct().Select(sequence => Text(_messages.FindLast(m => m.Sequence == sequence).Message))];

    public IReadOnlyList<string> Violations => _host.Violations;

    public int Accepted { get; private set; }

    public static async Task<NtfyServer> StartAsync(TimeProvider time)
    {
        var server = new NtfyServer(time);
        server._host = await TargetHost.StartAsync(server.AnswerAsync);
        server.Target = new Target
        {
            Id = "topic", Kind = TargetKind.Ntfy, Url = new Uri(server._host.Address, "jining-alerts").ToString(), Secret = Token,
            Follow = new FollowedTopics(),
        };
        return server;
    }

    public void Fail(TargetFault fault, int times = 1) => _host.Fail(fault, times);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private Task AnswerAsync(HttpContext http, byte[] body, TargetFault? fault)
    {
        if (_isGone)
            _host.Violate("a call after 410");
        var (status, code) = fault switch
        {
            TargetFault.Throttled => (429, 42901),
            TargetFault.ServerError => (500, 50001),
            TargetFault.Refused => (400, 40004),
            TargetFault.Gone => (410, 0),
            _ => Says ?? Take(http.Request, body),
        };
        _isGone |= fault == TargetFault.Gone;
        http.Response.StatusCode = status;
        return fault == TargetFault.AcceptedWithoutAnswer ? Task.CompletedTask : http.Response.WriteAsync(JsonSerializer.Serialize<object>(
            status == 200 ? new { id = $"m{_messages.Count}", @event = "message" } : new { code, http = status, error = "in its own words" }));
    }

    private (int Status, int Code) Take(HttpRequest request, byte[] body)
    {
        if (request.Method != "POST" || request.Path != "/" || request.Headers.Authorization != $"Bearer {Token}")
            return Violate(403, 40301, $"{request.Method} {request.Path} with {request.Headers.Authorization}");
        if (_bucket.Take() is not null)
            return Violate(429, 42901, "too many requests");
        if (body.Length > 8192)
            return Violate(413, 41303, $"{body.Length} bytes of JSON");
        var json = JsonDocument.Parse(body).RootElement;
        if (FaultOf(json) is { } fault)
            return Violate(400, 40000, fault);
        Accepted++;
        _messages.Add((json.GetProperty("sequence_id").GetString()!, json));
        return (200, 0);
    }

    private static string? FaultOf(JsonElement json)
    {
        if (json.EnumerateObject().FirstOrDefault(member => !Members.Contains(member.Name)) is { Value.ValueKind: not JsonValueKind.Undefined } unknown)
            return $"an unknown member {unknown.Name}";
        if (json.GetProperty("topic").GetString() != "jining-alerts" || !Sequence.IsMatch(json.GetProperty("sequence_id").GetString()!))
            return "a wrong topic or sequence id";
        if (json.GetProperty("message").GetString() is not { Length: > 0 } text || Encoding.UTF8.GetByteCount(text) > 4096)
            return "no text, or one that becomes an attachment";
        if (json.GetProperty("title") is { ValueKind: JsonValueKind.String } title && Encoding.UTF8.GetByteCount(title.GetString()!) > 1024)
            return "a title that is too long";
        return json.GetProperty("priority").GetInt32() is >= 1 and <= 5 ? null : "a wrong priority";
    }

    private static string Text(JsonElement json) =>
        $"{json.GetProperty("title").GetString()}\n{json.GetProperty("message").GetString()}" + (json.TryGetProperty("actions", out var actions)
            ? $"\n[{actions[0].GetProperty("label").GetString()}] {actions[0].GetProperty("url").GetString()}" : "");

    private (int Status, int Code) Violate(int status, int code, string words)
    {
        _host.Violate(words);
        return (status, code);
    }

    [GeneratedRegex("^[-_A-Za-z0-9]{1,64}$", RegexOptions.None, 1000)]
    private static partial Regex Sequence { get; }
}
