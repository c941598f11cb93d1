using System.Text;
using Microsoft.Extensions.Time.Testing;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Tests.Chat;

namespace Yunhepan.FeedBot.Tests.Targets;

public sealed class WeComTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 8, 7, 0, TimeSpan.Zero));
    private WeComServer _server = null!;
    private RobotRig _rig = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await WeComServer.StartAsync(_time);
        _rig = new RobotRig(_time, _server.Target);
    }

    public async ValueTask DisposeAsync()
    {
        await _rig.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task An_ordinary_article_with_a_picture_is_a_news_card_and_an_urgent_one_is_written_whole()
    {
        await _rig.SendAsync(AlertSamples.Ordinary() with { ImageUrl = "https://portal.example/a.jpg" });
        await _rig.SendAsync(AlertSamples.Missing() with { ImageUrl = "https://portal.example/a.jpg" });

        var card = _server.Messages[0].GetProperty("news").GetProperty("articles")[0];
        Assert.Equal(
            (AlertSamples.Ordinary().Title, AlertSamples.Ordinary().Url, "https://portal.example/a.jpg"),
            (card.GetProperty("title").GetString(), card.GetProperty("url").GetString(), card.GetProperty("picurl").GetString()));
        Assert.Contains("济宁新闻网", card.GetProperty("description").GetString(), StringComparison.Ordinal);
        var shown = ShownMarkup.Read(_server.Messages[1].GetProperty("markdown_v2").GetProperty("content").GetString()!);
        Assert.Equal(["https://portal.example/a.jpg", AlertSamples.Missing().Url!], [.. shown.Pictures, .. shown.Links]);
        Assert.Contains("蓝色小车", shown.Text, StringComparison.Ordinal);
        Assert.Empty(_server.Violations);
    }

    [Fact]
    public async Task What_does_not_fit_into_a_card_is_not_cut_to_fit()
    {
        await _rig.SendAsync(AlertSamples.Ordinary() with { ImageUrl = "https://portal.example/a.jpg", Title = new string('长', 60) });

        Assert.Contains(new string('长', 60), _server.Messages[0].GetProperty("markdown_v2").GetProperty("content").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hostile_title_makes_no_link_picture_or_heading()
    {
        await _rig.SendAsync(AlertSamples.Missing() with { Title = RobotRig.Hostile, Summary = "---\n| a | b |\n" + RobotRig.Hostile });

        var shown = ShownMarkup.Read(_server.Messages[0].GetProperty("markdown_v2").GetProperty("content").GetString()!);
        Assert.Equal([AlertSamples.Missing().Url!], shown.Links);
        Assert.Empty(shown.Pictures);
        Assert.DoesNotContain('|', shown.Text);
    }

    [Theory]
    [InlineData("老人身穿灰色外套，推一辆蓝色小车。")]
    [InlineData("👨‍👩‍👧‍👦")]
    [InlineData("<*[")]
    public async Task An_urgent_alert_of_any_length_fits_in_bytes_and_keeps_what_matters(string filler)
    {
        Assert.IsType<SendResult.Sent>(await _rig.SendAsync(RobotRig.Long(filler)));

        RobotRig.AssertEssence(Assert.Single(_server.Shown));
        Assert.Contains(AlertSamples.Missing().Url!, _server.Shown[0], StringComparison.Ordinal);
        var length = Encoding.UTF8.GetByteCount(_server.Messages[0].GetProperty("markdown_v2").GetProperty("content").GetString()!);
        Assert.InRange(length, 3000, 4096);
    }

    [Fact]
    public async Task A_digest_fits_in_bytes_and_says_how_many_it_left_out()
    {
        Assert.IsType<SendResult.Sent>(await _rig.SendAsync(RobotRig.Digest(40)));

        Assert.Matches(@"另有 \d+ 篇", Assert.Single(_server.Shown));
        Assert.Empty(_server.Violations);
    }

    public static TheoryData<int, SendResult> Answers => new()
    {
        { 45009, new SendResult.Throttled(TimeSpan.FromMinutes(1), false) },
        { 93000, new SendResult.ChatGone("WeCom 93000: there is no such robot") },
        { 40058, new SendResult.Rejected("WeCom 40058: the message is too long or has a wrong form") },
        { 44004, new SendResult.Rejected("WeCom 44004") },
        { -1, new SendResult.Unknown("WeCom -1: the server is busy") },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Every_refusal_in_a_successful_answer_has_its_meaning(int code, SendResult meaning)
    {
        _server.Says = (code, "some words, hint: [1704540159], from ip: 1.2.3.4");

        Assert.Equal(meaning, await _rig.SendAsync(AlertSamples.Ordinary()));
    }
}
