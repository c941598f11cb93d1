using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Hosting;

namespace Yunhepan.FeedBot.Benchmarks.Serving;

/// <summary>The measured processes: the service itself, and a Kestrel that only writes the same bytes.</summary>
internal static class ServedProcess
{
    /// <summary>Runs until standard input ends; the first line it prints is its address.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        await using var app = args switch
        {
            ["ours", var folder, var arrivals] => await OursAsync(folder, int.Parse(arrivals, CultureInfo.InvariantCulture)),
            ["bare", var folder] => await BareAsync(folder),
            _ => throw new ArgumentException("serve-host ours FOLDER ARRIVALS-PER-MINUTE | bare FOLDER", nameof(args)),
        };
        await Console.Out.WriteLineAsync(app.Urls.First());
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
        return 0;
    }

    private static async Task<WebApplication> OursAsync(string folder, int arrivalsPerMinute)
    {
        var feeds = Path.Combine(folder, "feeds.json");
        await File.WriteAllTextAsync(feeds, """
            {"site": {"title": "云和畔资讯", "baseUrl": "http://feeds.example", "language": "zh-CN"},
             "categories": [{"id": "news", "name": {"zh": "新闻", "en": "News"}}],
             "sources": [{"id": "portal", "url": "http://www.portal.example/", "category": "news", "enabled": false}]}
            """);
        var app = FeedBotHost.Build(new FeedBotSettings { DataFolder = Path.Combine(folder, "data"), FeedsFile = feeds, Urls = "http://127.0.0.1:0", Quiet = true });
        await FeedBotHost.PrepareAsync(app, CancellationToken.None);
        for (var i = 1; i <= 50; i++)
            await StoreAsync(app, i);
        await app.StartAsync();
        if (arrivalsPerMinute > 0)
            _ = ArriveAsync(app, TimeSpan.FromMinutes(1.0 / arrivalsPerMinute));
        return app;
    }

    private static async Task<WebApplication> BareAsync(string folder)
    {
        var (plain, gzip) = (await File.ReadAllBytesAsync(Path.Combine(folder, "www", "feed.rss")), await File.ReadAllBytesAsync(Path.Combine(folder, "www", "feed.rss.gz")));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(k => k.AddServerHeader = false);
        var app = builder.Build();
        app.Run(http =>
        {
            var response = http.Response;
            response.Headers.ETag = "\"feed\"";
            response.Headers.CacheControl = "public, max-age=300";
            if (http.Request.Headers.IfNoneMatch.Count > 0)
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return Task.CompletedTask;
            }

            var packed = http.Request.Headers.AcceptEncoding.Count > 0;
            var bytes = packed ? gzip : plain;
            response.ContentType = "application/rss+xml; charset=utf-8";
            response.ContentLength = bytes.Length;
            if (packed)
                response.Headers.ContentEncoding = "gzip";
            return response.Body.WriteAsync(bytes).AsTask();
        });
        await app.StartAsync();
        return app;
    }

    private static async Task ArriveAsync(WebApplication app, TimeSpan interval)
    {
        using var timer = new PeriodicTimer(interval);
        for (var number = 51; await timer.WaitForNextTickAsync(); number++)
            await StoreAsync(app, number);
    }

    private static async Task StoreAsync(WebApplication app, int number)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ArticlesDb>();
        var article = FeedSamples.Article(number);
        db.Articles.Add(article);
        await db.SaveChangesAsync();
        db.Revisions.Add(new Revision { Number = number, ArticleId = article.Id, Kind = RevisionKind.New, At = TimeProvider.System.GetUtcNow() });
        await db.SaveChangesAsync();
    }
}

/// <summary>A child process that serves until it is disposed.</summary>
internal sealed class Child : IAsyncDisposable
{
    private readonly Process _process;

    private Child(Process process, string address) => (_process, Address) = (process, address);

    public string Address { get; }

    /// <summary>Resident memory in megabytes.</summary>
    public long MemoryMegabytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1024 / 1024;
        }
    }

    /// <summary>Starts this program again in the role of a server.</summary>
    public static async Task<Child> StartAsync(params string[] role)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet")
            start.ArgumentList.Add(typeof(Child).Assembly.Location);
        foreach (var argument in role.Prepend("serve-host"))
            start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        var address = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The server did not start.");
        return new Child(process, address);
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(40));
        await _process.WaitForExitAsync(patience.Token);
        _process.Dispose();
    }
}
