using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Yunhepan.FeedBot.Tests.Targets;

/// <summary>
/// What the servers of all kinds need: Kestrel on loopback, the ordered faults and the list of violations. A kind's server gets each
/// request, one at a time, with the fault that it must show in its own words. A closed connection is closed here.
/// </summary>
internal sealed class TargetHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<TargetFault> _faults = new();
    private readonly ConcurrentQueue<string> _violations = new();
    private readonly SemaphoreSlim _oneByOne = new(1);

    private TargetHost(Func<HttpContext, byte[], TargetFault?, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(async http =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body, http.RequestAborted);
            await _oneByOne.WaitAsync(http.RequestAborted);
            try
            {
                TargetFault? fault = _faults.TryDequeue(out var ordered) ? ordered : null;
                if (fault != TargetFault.ClosedWithoutAnswer)
                    await answer(http, body.ToArray(), fault);
                if (fault is TargetFault.ClosedWithoutAnswer or TargetFault.AcceptedWithoutAnswer)
                    http.Abort();
            }
            finally
            {
                _oneByOne.Release();
            }
        });
    }

    public Uri Address => new(_app.Urls.First());

    public IReadOnlyList<string> Violations => [.. _violations];

    /// <param name="answer">
    /// Answers one request; for <see cref="TargetFault.AcceptedWithoutAnswer"/> it accepts the request and writes nothing.
    /// </param>
    public static async Task<TargetHost> StartAsync(Func<HttpContext, byte[], TargetFault?, Task> answer)
    {
        var host = new TargetHost(answer);
        await host._app.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }

    public void Violate(string words) => _violations.Enqueue(words);

    public void Fail(TargetFault fault, int times)
    {
        for (var i = 0; i < times; i++)
            _faults.Enqueue(fault);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _oneByOne.Dispose();
    }
}
