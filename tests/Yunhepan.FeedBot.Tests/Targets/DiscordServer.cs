using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Tests.Targets;

/// <summary>
/// A webhook of Discord: five messages in two seconds, with the headers of the bucket; messages can be edited and deleted; nobody is
/// mentioned; a forum needs a thread; and a webhook that answered 404 must never be called again.
/// </summary>
internal sealed class DiscordServer : ITargetServer
{
    private const string Path = "/api/webhooks/1234/t0ken";

    private readonly RateWindow _sends;
    private readonly RateWindow _edits;
    private readonly List<(string Id, string? Thread, JsonElement Embed)> _messages = [];
    private TargetHost _host = null!;
    private bool _isGone;
    private int _last = 9000;

    private DiscordServer(TimeProvider time) =>
        (_sends, _edits) = (new RateWindow(5, TimeSpan.FromSeconds(2), time), new RateWindow(5, TimeSpan.FromSeconds(2), time));

    public Target Target { get; private set; } = null!;

    /// <summary>True for a webhook of a forum channel.</summary>
    public bool IsForum { get; set; }

    /// <summary>A thread that was deleted.</summary>
    public string? LostThread { get; set; }

    /// <summary>True if its messages cannot be edited, only deleted.</summary>
    public bool IsLocked { get; set; }

    public List<JsonElement> Bodies { get; } = [];

    public IReadOnlyList<(string Id, string? Thread, JsonElement Embed)> Messages => _messages;

    public IReadOnlyList<string> Shown => [.. _messages.Select(m => ShownMarkup.Read(m.Embed.GetProperty("description").GetString()!))
        .Select(shown => string.Join('\n', [shown.Text, .. shown.Links]))];

    public IReadOnlyList<string> Violations => _host.Violations;

    public int Accepted { get; private set; }

    public static async Task<DiscordServer> StartAsync(TimeProvider time, string query = "")
    {
        var server = new DiscordServer(time);
        server._host = await TargetHost.StartAsync(server.AnswerAsync);
        server.Target = new Target
        {
            Id = "channel", Kind = TargetKind.Discord, Url = new Uri(server._host.Address, Path + query).ToString(), Follow = new FollowedTopics(),
        };
        return server;
    }

    public void Fail(TargetFault fault, int times = 1) => _host.Fail(fault, times);

    /// <summary>Removes a message, as its channel's people can.</summary>
    public void Remove(string id) => _messages.RemoveAll(m => m.Id == id);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private async Task AnswerAsync(HttpContext http, byte[] body, TargetFault? fault)
    {
        if (_isGone)
            _host.Violate("a call after 404");
        _isGone |= fault == TargetFault.Gone;
        var window = http.Request.Method == "POST" ? _sends : _edits;
        var (status, answer) = fault switch
        {
            TargetFault.Throttled => (429, """{"message":"You are being rate limited.","retry_after":1.337,"global":false}"""),
            TargetFault.ServerError => (503, "upstream connect error"),
            TargetFault.Refused => (400, """{"message":"Invalid Form Body","code":50035}"""),
            TargetFault.Gone => (404, """{"message":"Unknown Webhook","code":10015}"""),
            _ => Handle(http.Request, body, window),
        };
        if (fault == TargetFault.AcceptedWithoutAnswer)
            return;
        http.Response.StatusCode = status;
        http.Response.Headers["X-RateLimit-Limit"] = "5";
        http.Response.Headers["X-RateLimit-Remaining"] = Math.Max(window.Left, 0).ToString(CultureInfo.InvariantCulture);
        http.Response.Headers["X-RateLimit-Reset-After"] = window.FreeIn.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);
        http.Response.Headers["X-RateLimit-Bucket"] = http.Request.Method == "POST" ? "aa" : "bb";
        if (status != 204)
            await http.Response.WriteAsync(answer);
    }

    private (int Status, string Body) Handle(HttpRequest request, byte[] body, RateWindow window)
    {
        var path = request.Path.ToString();
        if (!path.StartsWith(Path, StringComparison.Ordinal))
            return Violate(404, "Unknown Webhook", 10015);
        if (!window.Add())
        {
            _host.Violate("too fast");
            return (429, """{"message":"You are being rate limited.","retry_after":2,"global":false}""");
        }

        if (request.Method != "POST")
            return Change(request, body, path[(Path.Length + "/messages/".Length)..]);
        if (request.Query["wait"] != "true")
            _host.Violate("without wait=true nobody learns of a failure");
        var thread = (string?)request.Query["thread_id"];
        if (IsForum && thread is null)
            return (400, """{"message":"Webhooks posted to forum channels must have a thread_name or thread_id","code":220001}""");
        if (thread is not null && thread == LostThread)
            return (404, """{"message":"Unknown Channel","code":10003}""");
        var embed = Read(body);
        var id = (++_last).ToString(CultureInfo.InvariantCulture);
        _messages.Add((id, thread, embed));
        Accepted++;
        return (200, JsonSerializer.Serialize(new { id, type = 0 }));
    }

    private (int Status, string Body) Change(HttpRequest request, byte[] body, string id)
    {
        var at = _messages.FindIndex(m => m.Id == id && m.Thread == (string?)request.Query["thread_id"]);
        if (at < 0)
            return (404, """{"message":"Unknown Message","code":10008}""");
        if (request.Method == "DELETE")
        {
            _messages.RemoveAt(at);
            Accepted++;
            return (204, "");
        }

        if (IsLocked)
            return (400, """{"message":"Thread is locked","code":160005}""");
        _messages[at] = _messages[at] with { Embed = Read(body) };
        Accepted++;
        return (200, JsonSerializer.Serialize(new { id }));
    }

    private JsonElement Read(byte[] body)
    {
        var json = JsonDocument.Parse(body).RootElement;
        Bodies.Add(json);
        if (json.GetProperty("allowed_mentions").GetProperty("parse").GetArrayLength() > 0)
            _host.Violate("it may mention somebody");
        var embed = Assert.Single(json.GetProperty("embeds").EnumerateArray());
        if (embed.GetProperty("description").GetString()!.Length is 0 or > 4096)
            _host.Violate("the description is empty or too long");
        return embed;
    }

    private (int Status, string Body) Violate(int status, string words, int code)
    {
        _host.Violate(words);
        return (status, JsonSerializer.Serialize(new { message = words, code }));
    }
}
