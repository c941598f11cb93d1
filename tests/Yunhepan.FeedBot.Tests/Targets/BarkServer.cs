using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Tests.Targets;

/// <summary>
/// A Bark server: it writes a payload for Apple, of which at most 4,096 bytes are taken, and a push with a known id replaces the notification.
/// </summary>
internal sealed class BarkServer : ITargetServer
{
    private const string Key = "d3vice";
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<(string Id, JsonElement Push)> _pushes = [];
    private TargetHost _host = null!;
    private bool _isGone;

    public Target Target { get; private set; } = null!;

    /// <summary>What the server answers to every push, in place of its own checks; null for them.</summary>
    public (int Code, string Words)? Says { get; set; }

    public IReadOnlyList<JsonElement> Pushes => [.. _pushes.Select(p => p.Push)];

    public IReadOnlyList<string> Shown => [.. _pushes.Select(p => p.Id).Distinct().Select(id => Text(_pushes.FindLast(p => p.Id == id).Push))];

    public IReadOnlyList<string> Violations => _host.Violations;

    public int Accepted { get; private set; }

    public static async Task<BarkServer> StartAsync()
    {
        var server = new BarkServer();
        server._host = await TargetHost.StartAsync(server.AnswerAsync);
        server.Target = new Target
        {
            Id = "phone", Kind = TargetKind.Bark, Url = new Uri(server._host.Address, "push").ToString(), Secret = Key, Follow = new FollowedTopics(),
        };
        return server;
    }

    public void Fail(TargetFault fault, int times = 1) => _host.Fail(fault, times);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private Task AnswerAsync(HttpContext http, byte[] body, TargetFault? fault)
    {
        if (_isGone)
            _host.Violate("a push to a device that is no longer registered");
        var (code, words) = fault switch
        {
            TargetFault.Throttled => (500, "push failed: APNS push failed: TooManyRequests"),
            TargetFault.ServerError => (500, "push failed: Post \"https://api.push.apple.com\": EOF"),
            TargetFault.Refused => (500, "push failed: APNS push failed: PayloadTooLarge"),
            TargetFault.Gone => (500, "push failed: APNS push failed: Unregistered"),
            _ => Says ?? Take(http.Request, body),
        };
        _isGone |= fault == TargetFault.Gone;
        http.Response.StatusCode = code;
        http.Response.ContentType = "application/json";
        return fault == TargetFault.AcceptedWithoutAnswer ? Task.CompletedTask
            : http.Response.WriteAsync(JsonSerializer.Serialize(new { code, message = words, timestamp = 1_700_000_000 }));
    }

    private (int Code, string Words) Take(HttpRequest request, byte[] body)
    {
        var json = JsonDocument.Parse(body).RootElement;
        var key = request.Path == "/push" ? Member(json, "device_key") : request.Path.Value!.Trim('/');
        if (request.Method != "POST" || request.ContentType?.StartsWith("application/json", StringComparison.Ordinal) != true)
            return Violate(400, "request bind failed");
        if (key != Key)
            return Violate(400, "failed to get device token: failed to get [x] device token from database");
        if (Member(json, "level") is not ("active" or "passive" or "timeSensitive" or "critical") || Member(json, "body") is not { Length: > 0 })
            return Violate(400, "no text or a wrong level");
        if (Member(json, "id") is not { Length: > 0 and <= 64 } id)
            return Violate(500, "push failed: APNS push failed: BadCollapseId");
        if (PayloadSize(json) is > 4096 and var size)
            return Violate(500, $"push failed: APNS push failed: PayloadTooLarge ({size})");
        Accepted++;
        _pushes.Add((id, json));
        return (200, "success");
    }

    // As the server writes it: the alert, and the further parameters beside it; some characters take six bytes.
    private static int PayloadSize(JsonElement json)
    {
        var aps = new
        {
            alert = new { title = Member(json, "title"), body = Member(json, "body") }, sound = "1107", category = "myNotificationCategory",
            threadId = Member(json, "group"), mutableContent = 1,
        };
        var text = JsonSerializer.Serialize(
            new { aps, id = Member(json, "id"), level = Member(json, "level"), group = Member(json, "group"), url = Member(json, "url") }, Relaxed);
        return Encoding.UTF8.GetByteCount(text) + (5 * text.Count(c => c is '<' or '>' or '&'));
    }

    private static string Text(JsonElement json) => $"{Member(json, "title")}\n{Member(json, "body")}";

    private static string? Member(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;

    private (int Code, string Words) Violate(int code, string words)
    {
        _host.Violate(words);
        return (code, words);
    }
}
