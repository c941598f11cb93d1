using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Tests.Targets;

/// <summary>A Gotify server with one application, whose messages are shown as Markdown.</summary>
internal sealed class GotifyServer : ITargetServer
{
    private const string Token = "A.t0ken";

    private TargetHost _host = null!;
    private bool _isGone;

    public Target Target { get; private set; } = null!;

    public List<JsonElement> Messages { get; } = [];

    public IReadOnlyList<string> Shown => [.. Messages.Select(m => $"{m.GetProperty("title").GetString()}\n{Read(m).Text}")];

    public IReadOnlyList<string> Violations => _host.Violations;

    public int Accepted { get; private set; }

    public static async Task<GotifyServer> StartAsync()
    {
        var server = new GotifyServer();
        server._host = await TargetHost.StartAsync(server.AnswerAsync);
        server.Target = new Target
        {
            Id = "app", Kind = TargetKind.Gotify, Url = new Uri(server._host.Address, "message").ToString(), Secret = Token, Follow = new FollowedTopics(),
        };
        return server;
    }

    public void Fail(TargetFault fault, int times = 1) => _host.Fail(fault, times);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    /// <summary>Reads a message as a reader of CommonMark does: its text, and where its links lead.</summary>
    public static (string Text, IReadOnlyList<string> Links) Read(JsonElement message)
    {
        var markdown = message.GetProperty("message").GetString()!;
        var text = new StringBuilder();
        List<string> links = [];
        for (var i = 0; i < markdown.Length; i++)
        {
            if (markdown[i] == '\\' && i + 1 < markdown.Length)
            {
                text.Append(markdown[++i]);
            }
            else if (markdown[i] == ']' && i + 1 < markdown.Length && markdown[i + 1] == '(' && markdown.IndexOf(')', i) is > 0 and var end)
            {
                links.Add(markdown[(i + 2)..end]);
                i = end;
            }
            else if (markdown[i] is not ('*' or '~' or '[') && !markdown.AsSpan(i).StartsWith("  \n"))
            {
                text.Append(markdown[i]);
            }
        }

        return (text.Replace(" \n", "\n").ToString(), links);
    }

    private Task AnswerAsync(HttpContext http, byte[] body, TargetFault? fault)
    {
        if (_isGone)
            _host.Violate("a call after 410");
        var (status, words) = fault switch
        {
            TargetFault.Throttled => (429, "Too Many Requests"),
            TargetFault.ServerError => (500, "Internal Server Error"),
            TargetFault.Refused => (400, "Bad Request"),
            TargetFault.Gone => (410, "Gone"),
            _ => Take(http.Request, body),
        };
        _isGone |= fault == TargetFault.Gone;
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        return fault == TargetFault.AcceptedWithoutAnswer ? Task.CompletedTask : http.Response.WriteAsync(JsonSerializer.Serialize<object>(
            status == 200 ? new { id = Messages.Count, appid = 1 } : new { error = words, errorCode = status, errorDescription = "in its own words" }));
    }

    private (int Status, string Words) Take(HttpRequest request, byte[] body)
    {
        if (request.Method != "POST" || request.Path != "/message" || request.QueryString.HasValue || request.Headers["X-Gotify-Key"] != Token)
            return Violate(401, $"{request.Method} {request.Path}{request.QueryString}");
        var json = JsonDocument.Parse(body).RootElement;
        if (json.GetProperty("message").GetString() is not { Length: > 0 } || json.GetProperty("title").GetString() is not { Length: > 0 }
            || json.GetProperty("priority").GetInt32() is < 0 or > 10
            || json.GetProperty("extras").GetProperty("client::display").GetProperty("contentType").GetString() != "text/markdown")
            return Violate(400, "a wrong message");
        Accepted++;
        Messages.Add(json);
        return (200, "");
    }

    private (int Status, string Words) Violate(int status, string words)
    {
        _host.Violate(words);
        return (status, words);
    }
}
