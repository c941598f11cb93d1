using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Yunhepan.FeedBot.Tests.Publishing.WebSub;

internal sealed record ReceivedRequest(string Method, string PathAndQuery, IQueryCollection Query, IHeaderDictionary Headers, byte[] Body);

/// <summary>A WebSub subscriber: a real server that records the hub's requests and gives scripted responses.</summary>
internal sealed class TestSubscriber : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestSubscriber(IPAddress address)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(address, 0));
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    public ConcurrentQueue<ReceivedRequest> Received { get; } = new();

    /// <summary>What it says to a verification; the challenge by default.</summary>
    public Func<ReceivedRequest, (int Status, string Body)> OnVerification { get; set; } = r => (200, r.Query["hub.challenge"].ToString());

    /// <summary>Status it answers contents with.</summary>
    public Func<int> OnDelivery { get; set; } = () => 204;

    /// <summary>The subscriber does not answer before this task has completed.</summary>
    public Task Silence { get; set; } = Task.CompletedTask;

    public string Callback { get; private set; } = "";

    public IReadOnlyList<ReceivedRequest> Deliveries => [.. Received.Where(r => r.Method == "POST")];

    public IReadOnlyList<ReceivedRequest> Verifications => [.. Received.Where(r => r.Method == "GET")];

    /// <param name="host">The last part of its address, 127.0.0.host: the hub knows hosts by their addresses, whatever the port.</param>
    public static async Task<TestSubscriber> StartAsync(byte host = 1)
    {
        var subscriber = new TestSubscriber(new IPAddress([127, 0, 0, host]));
        await subscriber._app.StartAsync(TestContext.Current.CancellationToken);
        subscriber.Callback = subscriber._app.Urls.Single() + "/callback?mine=1";
        return subscriber;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var headers = new HeaderDictionary();
        foreach (var (name, value) in http.Request.Headers)
            headers[name] = value;
        var request = new ReceivedRequest(http.Request.Method, http.Request.Path + http.Request.QueryString, http.Request.Query, headers, body.ToArray());
        Received.Enqueue(request);
        await Silence.WaitAsync(http.RequestAborted);
        if (request.Method == "POST")
        {
            http.Response.StatusCode = OnDelivery();
            if (http.Response.StatusCode is 307)
                http.Response.Headers.Location = "/elsewhere";
            return;
        }

        var (status, text) = OnVerification(request);
        http.Response.StatusCode = status;
        await http.Response.WriteAsync(text);
    }
}
