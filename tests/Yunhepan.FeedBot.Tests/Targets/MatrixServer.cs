using System.Text.Json;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Tests.Targets;

/// <summary>
/// A room of a homeserver as Synapse keeps it: transactions, edits and redactions, ten messages at once and then one in five seconds,
/// 65,536 bytes, and HTML that clients show. It checks what a client must not do.
/// </summary>
internal sealed class MatrixServer : ITargetServer
{
    private const string Token = "syt_t0ken";
    private const string Room = "!room:home.example";
    private static readonly HashSet<string> Tags = ["a", "strong", "em", "del", "br"];

    private readonly TokenBucket _bucket;
    private readonly Dictionary<string, string> _transactions = [];
    private TargetHost _host = null!;
    private bool _isGone;

    private MatrixServer(TimeProvider time) => _bucket = new TokenBucket(10, TimeSpan.FromSeconds(5), time);

    public Target Target { get; private set; } = null!;

    /// <summary>What the server answers to every request, in place of its own checks; null for them.</summary>
    public (int Status, string Json)? Says { get; set; }

    public List<Event> Events { get; } = [];

    public List<string> Redacted { get; } = [];

    public IReadOnlyList<string> Shown =>
        [.. Events.Where(e => e.Edits is null && !Redacted.Contains(e.Id)).Select(e => Latest(e).GetProperty("body").GetString()!)];

    public IReadOnlyList<string> Violations => _host.Violations;

    public int Accepted { get; private set; }

    public static async Task<MatrixServer> StartAsync(TimeProvider time)
    {
        var server = new MatrixServer(time);
        server._host = await TargetHost.StartAsync(server.AnswerAsync);
        server.Target = new Target
        {
            Id = "room", Kind = TargetKind.Matrix, Url = new Uri(server._host.Address, $"_matrix/client/v3/rooms/{Room}").ToString(),
            Secret = Token, Follow = new FollowedTopics(),
        };
        return server;
    }

    public void Fail(TargetFault fault, int times = 1) => _host.Fail(fault, times);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    /// <summary>Returns the content that clients show of an event.</summary>
    public JsonElement Latest(Event original) =>
        Events.LastOrDefault(e => e.Edits == original.Id) is { } edit ? edit.Content.GetProperty("m.new_content") : original.Content;

    private Task AnswerAsync(HttpContext http, byte[] body, TargetFault? fault)
    {
        if (_isGone)
            _host.Violate("a call of a deactivated user");
        var (status, json) = fault switch
        {
            TargetFault.Throttled => (429, """{"errcode":"M_LIMIT_EXCEEDED","error":"Too Many Requests","retry_after_ms":2000}"""),
            TargetFault.ServerError => (500, """{"errcode":"M_UNKNOWN","error":"Internal server error"}"""),
            TargetFault.Refused => (413, """{"errcode":"M_TOO_LARGE","error":"event too large"}"""),
            TargetFault.Gone => (403, """{"errcode":"M_USER_DEACTIVATED","error":"This account has been deactivated"}"""),
            _ => Says ?? Take(http.Request, body),
        };
        _isGone |= fault == TargetFault.Gone;
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        return fault == TargetFault.AcceptedWithoutAnswer ? Task.CompletedTask : http.Response.WriteAsync(json);
    }

    private (int Status, string Json) Take(HttpRequest request, byte[] body)
    {
        if (request.Headers.Authorization != $"Bearer {Token}")
            return Violate(401, "M_MISSING_TOKEN", "Missing access token");
        if (!request.Path.StartsWithSegments($"/_matrix/client/v3/rooms/{Room}", StringComparison.Ordinal, out var rest))
            return Violate(404, "M_UNRECOGNIZED", $"{request.Method} {request.Path}");
        return (request.Method, rest.Value!.Split('/')[1..]) switch
        {
            ("GET", ["event", var id]) => Events.Find(e => e.Id == id) is { } found
                ? (200, JsonSerializer.Serialize(new { event_id = id, type = "m.room.message", content = found.Content }))
                : (404, """{"errcode":"M_NOT_FOUND","error":"Event not found."}"""),
            ("PUT", ["send", "m.room.message", var transaction]) => Once("send" + transaction, () => Send(body)),
            ("PUT", ["redact", var id, var transaction]) => Once($"redact{id}{transaction}", () => Redact(id)),
            _ => Violate(404, "M_UNRECOGNIZED", $"{request.Method} {request.Path}"),
        };
    }

    private (int Status, string Json) Once(string transaction, Func<(int Status, string Json)> take)
    {
        if (_transactions.TryGetValue(transaction, out var known))
            return (200, known);
        if (_bucket.Take() is { } wait)
        {
            _host.Violate("too many messages");
            return (429, $$"""{"errcode":"M_LIMIT_EXCEEDED","error":"Too Many Requests","retry_after_ms":{{(long)wait.TotalMilliseconds + 1}}}""");
        }

        var (status, json) = take();
        if (status == 200)
        {
            Accepted++;
            _transactions.Add(transaction, json);
        }

        return (status, json);
    }

    private (int Status, string Json) Send(byte[] body)
    {
        if (body.Length > 65_000)
            return Violate(413, "M_TOO_LARGE", $"{body.Length} bytes");
        var content = JsonDocument.Parse(body).RootElement;
        var edited = content.TryGetProperty("m.relates_to", out var relation) && relation.TryGetProperty("rel_type", out var type)
            && type.GetString() == "m.replace" ? relation.GetProperty("event_id").GetString() : null;
        if (edited is not null && (Events.Find(e => e.Id == edited) is not { Edits: null } || !content.TryGetProperty("m.new_content", out _)))
            return Violate(400, "M_BAD_JSON", "an edit of nothing");
        foreach (var part in edited is null ? [content] : new[] { content, content.GetProperty("m.new_content") })
        {
            if (FaultOf(part) is { } fault)
                return Violate(400, "M_BAD_JSON", fault);
        }

        var id = $"$event{Events.Count + 1}-_";
        Events.Add(new Event(id, content, edited));
        return (200, JsonSerializer.Serialize(new { event_id = id }));
    }

    private (int Status, string Json) Redact(string id)
    {
        if (Events.TrueForAll(e => e.Id != id))
            return Violate(404, "M_NOT_FOUND", "Could not find event");
        Redacted.Add(id);
        return (200, JsonSerializer.Serialize(new { event_id = id + "-redaction" }));
    }

    private static string? FaultOf(JsonElement content)
    {
        if (content.GetProperty("msgtype").GetString() is not ("m.text" or "m.notice") || content.GetProperty("body").GetString() is not { Length: > 0 })
            return "no text";
        if (!content.TryGetProperty("m.mentions", out var mentions) || mentions.EnumerateObject().Any())
            return "it may mention the room";
        if (!content.TryGetProperty("formatted_body", out var html))
            return null;
        // The tags are those of XML, so its parser finds what is not closed or not escaped.
        foreach (var element in XElement.Parse($"<html>{html.GetString()}</html>").Descendants())
        {
            var isAllowed = Tags.Contains(element.Name.LocalName) && element.Attributes().All(
                a => element.Name == "a" && a.Name == "href" && a.Value.StartsWith("http", StringComparison.Ordinal));
            if (!isAllowed)
                return $"a tag that clients do not show: {element.Name}";
        }

        return null;
    }

    private (int Status, string Json) Violate(int status, string code, string words)
    {
        _host.Violate(words);
        return (status, JsonSerializer.Serialize(new { errcode = code, error = words }));
    }

    internal sealed record Event(string Id, JsonElement Content, string? Edits);
}
