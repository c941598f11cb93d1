using System.CommandLine;
using Yunhepan.FeedBot.Catalogue.Reading;
using Yunhepan.FeedBot.Hosting;
using Yunhepan.FeedBot.SamplePortal;
using Yunhepan.FeedBot.SamplePortal.Content;

namespace Yunhepan.FeedBot.Cli;

/// <c>demo</c>: runs the whole service on one machine, without network and without a token.
internal static class DemoCommand
{
    public static Command Create()
    {
        var data = new Option<string?>(
            "--data") { Description = "The folder for all state. Default: a temporary one that is deleted at the end.", HelpName = "DIR" };
        var command = new Command(
            "demo",
            "Serves a sample portal (in GBK, on the loopback interface) that publishes continuously, polls it, publishes feeds and "
            + "sends alerts to the web chat.")
        {
            data, ServiceOptions.Urls,
        };
        command.SetAction((parsed, ct) => RunAsync(parsed.GetValue(data), parsed.GetValue(ServiceOptions.Urls)!, ct));
        return command;
    }

    private static async Task<int> RunAsync(string? dataFolder, string urls, CancellationToken ct)
    {
        if (dataFolder is not null && string.IsNullOrWhiteSpace(dataFolder))
            return await CliErrors.FailAsync("--data \"\": this names no folder");
        var folder = dataFolder ?? Path.Combine(Path.GetTempPath(), $"feedbot-demo-{Environment.ProcessId}");
        try
        {
            DataFolder.Create(folder);
            await using var portal = await PortalServer.StartAsync(new PortalServerOptions { OnEvent = Show }, TimeProvider.System, ct);
            var feeds = Path.Combine(folder, "feeds.json");
            DemoCatalogue.WriteFeedsJson(portal.BaseUrl, feeds, PublicAddress(urls));
            var settings = new FeedBotSettings
            {
                DataFolder = folder,
                FeedsFile = feeds,
                Urls = urls,
                Quiet = true,
                Overrides = DemoSettings.For(portal.BaseUrl),
            };
            return await ServiceRun.RunAsync(settings, app => WelcomeAsync(app, portal.BaseUrl), ct);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return await CliErrors.FailAsync($"{folder}: {FileFault.InWords(e)}");
        }
        finally
        {
            if (dataFolder is null && Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Returns the address that private feeds need; null if the port is chosen at the start and not known yet.</summary>
    private static string? PublicAddress(string urls) =>
        Uri.TryCreate(urls.Split(';')[0], UriKind.Absolute, out var url) && url.Port > 0 ? url.GetLeftPart(UriPartial.Authority) : null;

    private static async Task WelcomeAsync(WebApplication app, Uri portal)
    {
        var home = app.Urls.First().TrimEnd('/');
        await Console.Out.WriteLineAsync(
            $"""

            Yunhepan.FeedBot demo: a portal without a feed becomes feeds and chat alerts.
            演示：没有订阅源的门户网站，变成订阅源与聊天提醒。

              Home   主页      {home}/
              Chat   聊天      {home}/chat          (发“关注 平安播报” · send “follow Alerts”)
              RSS    订阅      {home}/feeds/all.rss
              Atom             {home}/feeds/category/alerts.atom
              JSON             {home}/feeds/category/news.json
              Portal 样例门户  {portal}

            The portal publishes every few seconds, urgent notices among it. Ctrl-C ends the demo.

            """);
    }

    private static void Show(PortalEvent happening) => Console.Out.WriteLine($"  {happening}");
}
