using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Tests.Targets;

/// <summary>
/// A receiver of Standard Webhooks 1.0, as strict as the specification allows: signature, a time within five minutes, less than 20 KB,
/// and no call after 410. It takes an event with a known <c>webhook-id</c> for a repetition.
/// </summary>
internal sealed class WebhookServer : ITargetServer
{
    private const int MostBytes = 20_000;
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);
    private static readonly byte[] Key = "a key of ours, long enough"u8.ToArray();

    private readonly TimeProvider _time;
    private readonly List<(string Id, string Text)> _events = [];
    private TargetHost _host = null!;
    private bool _isGone;

    private WebhookServer(TimeProvider time) => _time = time;

    public Target Target { get; private set; } = null!;

    public IReadOnlyList<string> Shown
    {
        get
        {
            lock (_events)
                return [.. _events.Select(e => e.Text)];
        }
    }

    public IReadOnlyList<string> Violations => _host.Violations;

    public int Accepted { get; private set; }

    public static async Task<ITargetServer> StartAsync(TimeProvider time)
    {
        var server = new WebhookServer(time);
        server._host = await TargetHost.StartAsync(server.AnswerAsync);
        server.Target = new Target
        {
            Id = "desk", Kind = TargetKind.Webhook, Url = new Uri(server._host.Address, "hook/s3cret").ToString(),
            Secret = "whsec_" + Convert.ToBase64String(Key), Follow = new FollowedTopics(),
        };
        return server;
    }

    public void Fail(TargetFault fault, int times = 1) => _host.Fail(fault, times);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private Task AnswerAsync(HttpContext http, byte[] body, TargetFault? fault)
    {
        if (_isGone)
            _host.Violate("a call after 410");
        if (Refusal(http.Request, body) is { } words)
            _host.Violate(words);
        (http.Response.StatusCode, var isAccepted) = fault switch
        {
            null => (204, true),
            TargetFault.AcceptedWithoutAnswer => (204, true),
            TargetFault.Throttled => (429, false),
            TargetFault.ServerError => (503, false),
            TargetFault.Refused => (422, false),
            TargetFault.Gone => (410, false),
            TargetFault.ClosedWithoutAnswer => throw new InvalidOperationException("the host closes"),
            _ => throw new ArgumentOutOfRangeException(nameof(fault)),
        };
        if (fault == TargetFault.Throttled)
            http.Response.Headers.RetryAfter = "2";
        _isGone |= fault == TargetFault.Gone;
        if (isAccepted)
            Accept(http.Request.Headers["webhook-id"]!, body);
        return Task.CompletedTask;
    }

    private void Accept(string id, byte[] body)
    {
        using var json = JsonDocument.Parse(body);
        Accepted++;
        lock (_events)
        {
            if (_events.All(e => e.Id != id))
                _events.Add((id, json.RootElement.GetProperty("data").GetProperty("text").GetString()!));
        }
    }

    private string? Refusal(HttpRequest request, byte[] body)
    {
        var (id, stamp) = ((string?)request.Headers["webhook-id"], (string?)request.Headers["webhook-timestamp"]);
        if (request.Method != "POST" || request.Path != "/hook/s3cret")
            return $"{request.Method} {request.Path}";
        if (id is not { Length: > 0 } || !long.TryParse(stamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return "no id or time";
        if ((DateTimeOffset.FromUnixTimeSeconds(seconds) - _time.GetUtcNow()).Duration() > ClockSkew)
            return "the time is more than five minutes off";
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{stamp}."), .. body];
        var signature = "v1," + Convert.ToBase64String(HMACSHA256.HashData(Key, signed));
        if (!request.Headers["webhook-signature"].ToString().Split(' ').Contains(signature))
            return "a wrong signature";
        return body.Length >= MostBytes ? $"{body.Length} bytes" : null;
    }
}
