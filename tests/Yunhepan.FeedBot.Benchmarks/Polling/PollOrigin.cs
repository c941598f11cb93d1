using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Yunhepan.FeedBot.Benchmarks.Polling;

/// <c>poll-origin</c>: serves feeds of thirty items on every loopback address, in a process of its own so that its time does not
/// count.
internal static class PollOrigin
{
    private const int Items = 30;

    /// <summary>Serves until its standard input ends; prints its port first.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var changing = args.Contains("--changing");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Any, 0));
        await using var app = builder.Build();
        var polls = 0;
        app.Run(context =>
        {
            if (context.Request.Path == "/robots.txt")
            {
                context.Response.StatusCode = 404;
                return Task.CompletedTask;
            }

            context.Response.Headers.ETag = changing ? $"\"{Interlocked.Increment(ref polls)}\"" : "\"v1\"";
            if (!changing && context.Request.Headers.IfNoneMatch == "\"v1\"")
            {
                context.Response.StatusCode = 304;
                return Task.CompletedTask;
            }

            context.Response.ContentType = "application/rss+xml; charset=utf-8";
            return context.Response.WriteAsync(Feed(context.Request.Path.Value!, changing ? polls : 0));
        });
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        await Console.Out.WriteLineAsync(new Uri(address).Port.ToString(CultureInfo.InvariantCulture));
        await Console.In.ReadToEndAsync();
        return 0;
    }

    /// <summary>Starts the same program as a child process.</summary>
    public static async Task<(Process Process, int Port)> StartAsync(bool changing)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardInput = true, UseShellExecute = false };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(PollOrigin).Assembly.Location);
        start.ArgumentList.Add("poll-origin");
        if (changing)
            start.ArgumentList.Add("--changing");
        var process = Process.Start(start)!;
        var port = int.Parse((await process.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
        return (process, port);
    }

    private static string Feed(string path, int version)
    {
        var feed = new StringBuilder("<rss version=\"2.0\"><channel><title>").Append(path).Append("</title><link>http://portal.example/</link><description>-</description>");
        for (var item = 0; item < Items; item++)
        {
            // When the document changes, the first item is new and the others stay the same.
            var number = item == 0 ? version + 1_000 : item;
            feed.Append(CultureInfo.InvariantCulture, $"<item><title>第{number}条道路完成改造恢复通车</title><link>http://portal.example{path}/{number}.html</link>")
                .Append(CultureInfo.InvariantCulture, $"<guid>{path}/{number}</guid><description>{Text(path, number)}</description></item>");
        }

        return feed.Append("</channel></rss>").ToString();
    }

    /// <summary>Makes a different text for each item, because the same text in a thousand feeds would be one story.</summary>
    private static string Text(string path, int number)
    {
        var seed = unchecked((uint)((number * 31) + 7));
        foreach (var letter in path)
            seed = unchecked((seed * 16_777_619) ^ letter);
        var text = new StringBuilder();
        while (text.Length < 80)
        {
            seed = unchecked((seed * 1_664_525) + 1_013_904_223);
            text.Append((char)(0x4E00 + ((seed >> 8) % 0x2000)));
        }

        return text.ToString();
    }
}
