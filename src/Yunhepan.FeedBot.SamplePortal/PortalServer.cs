using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Yunhepan.FeedBot.SamplePortal.Content;

namespace Yunhepan.FeedBot.SamplePortal;

/// <summary>
/// A website in the style of 2011, on the loopback interface and in this process, that keeps publishing.
/// It is read over real HTTP, so that the demo uses the same path as any portal.
/// </summary>
public sealed class PortalServer : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly PortalSite _site;
    private readonly PortalServerOptions _options;
    private readonly CancellationTokenSource _stopping = new();
    private Task _publishing = Task.CompletedTask;

    private PortalServer(WebApplication server, PortalSite site, PortalServerOptions options)
    {
        _server = server;
        _site = site;
        _options = options;
        BaseUrl = new Uri(server.Urls.First());
    }

    /// <summary>The address of the home page.</summary>
    public Uri BaseUrl { get; }

    /// <summary>The latest events, oldest first.</summary>
    public IReadOnlyList<PortalEvent> Events => _site.Events;

    /// <summary>The current articles of the portal, newest first.</summary>
    internal IReadOnlyList<PortalArticle> Articles => _site.Edition.Articles;

    /// <summary>Starts to serve, and to publish by the clock <paramref name="time"/>.</summary>
    public static async Task<PortalServer> StartAsync(PortalServerOptions options, TimeProvider time, CancellationToken ct)
    {
        var site = new PortalSite(PortalStock.Read(), options.Seed, time);
        // The builder is empty, because environment and settings of the host must not affect this second server.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, options.Port);
        });
        builder.Services.AddSingleton<IHostLifetime, GuestLifetime>();
        var server = builder.Build();
        server.Run(context => PortalResponder.AnswerAsync(context, site));
        try
        {
            await server.StartAsync(ct);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

        var portal = new PortalServer(server, site, options);
        if (options.PublishEvery > TimeSpan.Zero)
            portal._publishing = portal.PublishAsync(new PeriodicTimer(options.PublishEvery, time));
        return portal;
    }

    /// <summary>Triggers an event out of turn; returns null if no article is suitable.</summary>
    internal PortalEvent? PublishNow(PortalAction action)
    {
        var happened = _site.Act(action);
        if (happened is not null)
            _options.OnEvent?.Invoke(happened);
        return happened;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _publishing;
        await _server.DisposeAsync();
        _stopping.Dispose();
    }

    private async Task PublishAsync(PeriodicTimer timer)
    {
        using (timer)
        {
            try
            {
                while (await timer.WaitForNextTickAsync(_stopping.Token))
                {
                    var happened = _site.Advance();
                    _options.OnEvent?.Invoke(happened);
                }
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                // The end of the demo.
            }
        }
    }

    /// <summary>Leaves Ctrl-C and SIGTERM to the hosting program; the usual lifetime would handle them.</summary>
    private sealed class GuestLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
