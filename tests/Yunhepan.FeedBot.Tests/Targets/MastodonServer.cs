using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Tests.Targets;

/// <summary>
/// An account of a Mastodon server: 500 characters with links as 23, keys that hold for an hour, edits, deletions, pictures, 300 statuses in three
/// hours, 300 requests in five minutes and 30 uploads in half an hour.
/// </summary>
internal sealed partial class MastodonServer : ITargetServer
{
    private const string Token = "m4stodon";

    private readonly TimeProvider _time;
    private readonly SpanCounter _requests, _posts, _uploads;
    private readonly Dictionary<string, (Status Status, DateTimeOffset Until)> _keys = [];
    private readonly HashSet<string> _unattached = [];
    private TargetHost _host = null!;
    private int _media;
    private bool _isGone;

    private MastodonServer(TimeProvider time)
    {
        (_time, _requests) = (time, new SpanCounter(300, TimeSpan.FromMinutes(5), time));
        (_posts, _uploads) = (new SpanCounter(300, TimeSpan.FromHours(3), time), new SpanCounter(30, TimeSpan.FromMinutes(30), time));
    }

    public Target Target { get; private set; } = null!;

    public List<Status> Statuses { get; } = [];

    /// <summary>What the server answers to an upload in place of taking it; null for taking it.</summary>
    public int? UploadAnswer { get; set; }

    /// <summary>True for a server from before edits.</summary>
    public bool CannotEdit { get; set; }

    public IReadOnlyList<string> Shown => [.. Statuses.Where(s => !s.IsDeleted).Select(s => s.Text)];

    public IReadOnlyList<string> Violations => _host.Violations;

    public int Accepted { get; private set; }

    public static async Task<MastodonServer> StartAsync(TimeProvider time, string query = "")
    {
        var server = new MastodonServer(time);
        server._host = await TargetHost.StartAsync(server.AnswerAsync);
        server.Target = new Target
        {
            Id = "account", Kind = TargetKind.Mastodon, Url = new Uri(server._host.Address, "api/v1/statuses" + query).ToString(), Secret = Token,
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
        var (status, answer) = fault switch
        {
            TargetFault.Throttled => Throttle(http, _time.GetUtcNow().AddSeconds(2)),
            TargetFault.ServerError => (503, new { error = "Service unavailable" }),
            TargetFault.Refused => (422, new { error = "Validation failed: Text is not allowed" }),
            TargetFault.Gone => (410, new { error = "Gone" }),
            _ => Take(http, body),
        };
        _isGone |= fault == TargetFault.Gone;
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        return fault == TargetFault.AcceptedWithoutAnswer ? Task.CompletedTask : http.Response.WriteAsync(JsonSerializer.Serialize(answer));
    }

    private (int Status, object Answer) Take(HttpContext http, byte[] body)
    {
        var request = http.Request;
        if (request.Headers.Authorization != $"Bearer {Token}")
            return Violate(401, "The access token is invalid");
        if (!_requests.Take())
            return Throttle(http, _requests.Reset, "too many requests");
        return (request.Method, request.Path.Value!.Trim('/').Split('/')) switch
        {
            ("POST", ["api", "v2", "media"]) => Upload(http, body),
            ("POST", ["api", "v1", "statuses"]) => Post(http, Json(request, body)),
            ("PUT", ["api", "v1", "statuses", var id]) => CannotEdit ? (404, new { error = "Not found" }) : Edit(id, Json(request, body)),
            ("DELETE", ["api", "v1", "statuses", var id]) => Delete(id),
            _ => Violate(404, $"{request.Method} {request.Path}"),
        };
    }

    private (int Status, object Answer) Post(HttpContext http, JsonElement json)
    {
        if (http.Request.Headers["Idempotency-Key"].ToString() is not { Length: > 0 } key)
            return Violate(422, "no Idempotency-Key");
        if (_keys.TryGetValue(key, out var known) && known.Until > _time.GetUtcNow())
            return (200, View(known.Status));
        if (!_posts.Take())
            return Throttle(http, _posts.Reset, "too many statuses");
        var answersTo = Member(json, "in_reply_to_id");
        if (answersTo is not null && !Statuses.Exists(s => s.Id == answersTo && !s.IsDeleted))
            return (404, new { error = "The post you are trying to reply to does not appear to exist." });
        if (FaultOf(json) is { } fault)
            return Violate(422, fault);
        var status = new Status($"10{Statuses.Count + 1:0000}", Member(json, "visibility"), answersTo) { Text = Member(json, "status")!, Media = MediaOf(json) };
        Statuses.Add(status);
        _keys[key] = (status, _time.GetUtcNow().AddHours(1));
        Accepted++;
        return (200, View(status));
    }

    private (int Status, object Answer) Edit(string id, JsonElement json)
    {
        if (Statuses.Find(s => s.Id == id && !s.IsDeleted) is not { } status)
            return (404, new { error = "Record not found" });
        if (FaultOf(json) is { } fault)
            return Violate(422, fault);
        (status.Text, status.Media) = (Member(json, "status")!, MediaOf(json));
        Accepted++;
        return (200, View(status));
    }

    private (int Status, object Answer) Delete(string id)
    {
        if (Statuses.Find(s => s.Id == id && !s.IsDeleted) is not { } status)
            return (404, new { error = "Record not found" });
        status.IsDeleted = true;
        Accepted++;
        return (200, View(status));
    }

    private (int Status, object Answer) Upload(HttpContext http, byte[] body)
    {
        var text = Encoding.Latin1.GetString(body);
        if (http.Request.ContentType?.StartsWith("multipart/form-data", StringComparison.Ordinal) != true || !text.Contains("name=\"file\"; filename=\"", StringComparison.Ordinal)
            || !text.Contains("Content-Type: image/", StringComparison.Ordinal))
            return Violate(422, "no file of a picture");
        if (!_uploads.Take())
            return Throttle(http, _uploads.Reset, "too many uploads");
        if (UploadAnswer is { } answer and not 202)
            return (answer, new { error = "Error processing thumbnail for uploaded media" });
        var id = $"22{++_media:0000}";
        _unattached.Add(id);
        return (UploadAnswer ?? 200, new { id, type = "image" });
    }

    private string? FaultOf(JsonElement json)
    {
        if (Member(json, "status") is not { Length: > 0 } text || Member(json, "language") is not { Length: 2 })
            return "Validation failed: Text can't be blank";
        if (Count(text) is > 500 and var count)
            return $"Validation failed: Text character limit of 500 exceeded ({count})";
        return MediaOf(json) is { } media && !_unattached.Contains(media) ? "Cannot attach files that have not finished processing." : null;
    }

    /// <summary>Counts visible characters, with links to hosts that exist as 23.</summary>
    private static int Count(string text) =>
        new StringInfo(Links.Replace(text, m => new Uri(m.Value).Host.Contains('.', StringComparison.Ordinal) ? new string('x', 23) : m.Value)).LengthInTextElements;

    private (int Status, object Answer) Throttle(HttpContext http, DateTimeOffset until, string? violation = null)
    {
        if (violation is not null)
            _host.Violate(violation);
        http.Response.Headers["X-RateLimit-Reset"] = until.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
        return (429, new { error = "Too many requests" });
    }

    private (int Status, object Answer) Violate(int status, string words)
    {
        _host.Violate(words);
        return (status, new { error = words });
    }

    private static object View(Status status) =>
        new { id = status.Id, content = $"<p>{status.Text}</p>", media_attachments = status.Media is { } media ? new[] { new { id = media } } : [] };

    private static JsonElement Json(HttpRequest request, byte[] body) =>
        request.ContentType?.StartsWith("application/json", StringComparison.Ordinal) == true ? JsonDocument.Parse(body).RootElement
            : throw new InvalidOperationException("no JSON");

    private static string? Member(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static string? MediaOf(JsonElement json) => json.TryGetProperty("media_ids", out var media) ? media[0].GetString() : null;

    [GeneratedRegex(@"https?://\S+", RegexOptions.None, 1000)]
    private static partial Regex Links { get; }

    internal sealed record Status(string Id, string? Visibility, string? AnswersTo)
    {
        public required string Text { get; set; }

        public string? Media { get; set; }

        public bool IsDeleted { get; set; }
    }
}
