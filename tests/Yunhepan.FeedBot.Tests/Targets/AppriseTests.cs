using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Tests.Chat;

namespace Yunhepan.FeedBot.Tests.Targets;

public sealed class AppriseTests : IAsyncLifetime
{
    private const string Python = "/usr/bin/python3";

    /// <summary>Does with a body what the server of the Apprise API does, with the real library.</summary>
    private const string Script = """
        import json, sys, apprise
        body = json.load(sys.stdin)
        service = apprise.Apprise()
        service.add(sys.argv[1], tag='desk')
        done = service.notify(body=body['body'], title=body['title'], notify_type=body['type'], body_format=body['format'], tag=body['tag'])
        sys.exit(0 if done else 1)
        """;

    private AppriseServer _server = null!;
    private QuietRig _rig = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await AppriseServer.StartAsync("?tag=desk");
        _rig = new QuietRig(TimeProvider.System, _server.Target);
    }

    public async ValueTask DisposeAsync()
    {
        await _rig.DisposeAsync();
        Assert.Empty(_server.Violations);
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_message_has_its_type_and_the_tag_of_the_address()
    {
        await _rig.SentAsync(AlertSamples.Missing());
        await _rig.SentAsync(AlertSamples.Ordinary(), "8-1");

        var bodies = _server.Bodies.ConvertAll(body => JsonDocument.Parse(body).RootElement);
        Assert.Equal([("warning", "desk"), ("info", "desk")], bodies.Select(b => (b.GetProperty("type").GetString(), b.GetProperty("tag").GetString())));
        Assert.EndsWith(AlertSamples.Missing().Url!, _server.Shown[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Services_that_got_a_message_do_not_get_it_again_because_another_failed()
    {
        _server.Outcome = (424, ["Sent Slack notification.", "Failed to send Matrix notification."]);
        Assert.Equal(new SendResult.Sent("7-1"), await _rig.SendAsync(AlertSamples.Missing()));

        _server.Outcome = (424, ["Failed to send Matrix notification."]);
        Assert.IsType<SendResult.Unknown>(await _rig.SendAsync(AlertSamples.Missing()));
    }

    [Fact]
    public async Task A_key_without_services_rests_and_says_so()
    {
        _server.Outcome = (204, []);

        Assert.Equal(new SendResult.ChatResting("Apprise has no service under this key and tag", 7), await _rig.SendAsync(AlertSamples.Missing()));
    }

    [Fact]
    public async Task The_real_Apprise_takes_our_bodies_and_passes_every_character_on()
    {
        Assert.SkipUnless(await RunAsync("", "-c", "import apprise") == 0, "apprise is not installed");
        var earlier = new EarlierMessage("1", new DateTimeOffset(2026, 11, 23, 8, 5, 0, TimeSpan.FromHours(8)));
        await _rig.SentAsync(AlertSamples.Missing() with { Title = "寻人 <b> & \"q\" *x* 😀", Summary = "一\n\n# 二 {{ body }} <br> \\n" });
        await _rig.SendAsync(new OutgoingMessage.OneArticle(AlertSamples.Missing() with { Kind = AlertKind.Withdrawn }) { DeliveryId = "9-1", Earlier = earlier });
        List<string> arrived = [];
        await using var service = await TargetHost.StartAsync((http, body, _) =>
        {
            var json = JsonDocument.Parse(body).RootElement;
            arrived.Add($"{json.GetProperty("title").GetString()}\n{json.GetProperty("message").GetString()}");
            return http.Response.WriteAsync("ok", Cancel);
        });

        foreach (var body in _server.Bodies)
            Assert.Equal(0, await RunAsync(body, "-c", Script, $"json://127.0.0.1:{service.Address.Port}/"));

        Assert.Equal(_server.Shown, arrived);
    }

    private static async Task<int> RunAsync(string input, params string[] arguments)
    {
        if (!File.Exists(Python))
            return -1;
        using var process = Process.Start(new ProcessStartInfo(Python, arguments)
        {
            RedirectStandardInput = true, RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false,
            StandardInputEncoding = new UTF8Encoding(false), Environment = { ["LC_ALL"] = "C.UTF-8" },
        })!;
        await process.StandardInput.WriteAsync(input.AsMemory(), Cancel);
        process.StandardInput.Close();
        await Task.WhenAll(process.StandardError.ReadToEndAsync(Cancel), process.StandardOutput.ReadToEndAsync(Cancel));
        await process.WaitForExitAsync(Cancel);
        return process.ExitCode;
    }
}
