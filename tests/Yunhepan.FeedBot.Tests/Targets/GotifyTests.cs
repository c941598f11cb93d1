using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Tests.Chat;

namespace Yunhepan.FeedBot.Tests.Targets;

public sealed class GotifyTests : IAsyncLifetime
{
    private GotifyServer _server = null!;
    private QuietRig _rig = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await GotifyServer.StartAsync();
        _rig = new QuietRig(TimeProvider.System, _server.Target);
    }

    public async ValueTask DisposeAsync()
    {
        await _rig.DisposeAsync();
        Assert.Empty(_server.Violations);
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_message_has_its_priority_and_a_tap_opens_the_article()
    {
        Assert.Equal("1", await _rig.SentAsync(AlertSamples.Missing()));
        await _rig.SentAsync(AlertSamples.Ordinary(), "8-1");
        await _rig.SentAsync(AlertSamples.Ordinary() with { Priority = Priority.Low }, "9-1");

        Assert.Equal([8, 5, 2], _server.Messages.Select(m => m.GetProperty("priority").GetInt32()));
        Assert.Equal(
            AlertSamples.Missing().Url,
            _server.Messages[0].GetProperty("extras").GetProperty("client::notification").GetProperty("click").GetProperty("url").GetString());
    }

    [Fact]
    public async Task A_hostile_text_is_only_text()
    {
        const string hostile = "# [点我](https://evil.example) ![](https://evil.example/p.png) <script>x</script> **粗** `c` \\[x](http://evil.example) &#91;";
        await _rig.SentAsync(AlertSamples.Missing() with { Title = "寻人", Summary = $"一\n# 标题\n- 项\n1. 项\n> 引\n{hostile}" });

        var (text, links) = GotifyServer.Read(_server.Messages[0]);
        Assert.Equal([AlertSamples.Missing().Url!], links);
        Assert.Contains(hostile, text, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"(?m)^\s*(#|- |> |\d+\. )", _server.Messages[0].GetProperty("message").GetString()!);
    }

    [Fact]
    public async Task A_correction_is_a_new_message_that_names_the_earlier_one()
    {
        var earlier = new EarlierMessage("1", new DateTimeOffset(2026, 11, 23, 8, 5, 0, TimeSpan.FromHours(8)));
        await _rig.SendAsync(new OutgoingMessage.OneArticle(AlertSamples.Missing() with { Kind = AlertKind.Corrected, Changes = ["原标题：寻人"] }) { DeliveryId = "9-1", Earlier = earlier });

        var shown = Assert.Single(_server.Shown);
        Assert.Contains("2026-11-23 08:05", shown, StringComparison.Ordinal);
        Assert.Contains("原标题：寻人", shown, StringComparison.Ordinal);
        Assert.False(_rig.Platform.Capabilities.CanEdit);
    }

    [Fact]
    public async Task A_send_without_an_answer_may_arrive_twice_and_is_in_doubt()
    {
        _server.Fail(TargetFault.AcceptedWithoutAnswer);

        Assert.False(Assert.IsType<SendResult.Unknown>(await _rig.SendAsync(AlertSamples.Ordinary())).MayRepeat);
    }
}
