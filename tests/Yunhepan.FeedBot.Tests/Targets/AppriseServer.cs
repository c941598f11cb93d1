using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Tests.Targets;

/// <summary>A server of the Apprise API with services under one key. It neither knows repetitions nor changes anything.</summary>
internal sealed class AppriseServer : ITargetServer
{
    private static readonly string[] Members = ["title", "body", "type", "format", "tag"];

    private TargetHost _host = null!;
    private bool _isGone;

    public Target Target { get; private set; } = null!;

    public List<string> Bodies { get; } = [];

    public IReadOnlyList<string> Shown => [.. Bodies.Select(body => JsonDocument.Parse(body).RootElement)
        .Select(json => $"{json.GetProperty("title").GetString()}\n{json.GetProperty("body").GetString()}")];

    public IReadOnlyList<string> Violations => _host.Violations;

    public int Accepted { get; private set; }

    /// <summary>What becomes of messages: the status of the answer, and the log in it.</summary>
    public (int Status, string[] Log) Outcome { get; set; } = (200, ["Sent JSON notification to 127.0.0.1."]);

    public static async Task<AppriseServer> StartAsync(string query = "")
    {
        var server = new AppriseServer();
        server._host = await TargetHost.StartAsync(server.AnswerAsync);
        server.Target = new Target
        {
            Id = "all", Kind = TargetKind.Apprise, Url = new Uri(server._host.Address, "notify/k3y" + query).ToString(), Secret = "desk:pass",
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
        var status = fault switch
        {
            TargetFault.Throttled => 429,
            TargetFault.ServerError => 500,
            TargetFault.Refused => 400,
            TargetFault.Gone => 410,
            _ => Take(http.Request, body),
        };
        _isGone |= fault == TargetFault.Gone;
        http.Response.StatusCode = status;
        return fault == TargetFault.AcceptedWithoutAnswer || status == 204 ? Task.CompletedTask : http.Response.WriteAsync(JsonSerializer.Serialize(
            new { error = (string?)null, details = Outcome.Log.Select(words => new[] { "INFO", "2026-11-23T08:00:00", words }) }));
    }

    private int Take(HttpRequest request, byte[] body)
    {
        var json = JsonDocument.Parse(body).RootElement;
        if (request.Method != "POST" || request.Path != "/notify/k3y" || request.QueryString.HasValue
            || request.Headers.Authorization != "Basic " + Convert.ToBase64String("desk:pass"u8))
            return Violate(404, $"{request.Method} {request.Path}{request.QueryString}");
        if (json.EnumerateObject().Any(member => !Members.Contains(member.Name) || member.Value.ValueKind != JsonValueKind.String)
            || json.GetProperty("body").GetString() is not { Length: > 0 } || json.GetProperty("type").GetString() is not ("info" or "warning")
            || json.GetProperty("format").GetString() != "text")
            return Violate(400, "a wrong body");
        if (Outcome.Status == 200)
        {
            Accepted++;
            Bodies.Add(System.Text.Encoding.UTF8.GetString(body));
        }

        return Outcome.Status;
    }

    private int Violate(int status, string words)
    {
        _host.Violate(words);
        return status;
    }
}
