using Yunhepan.FeedBot.Alerts;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Tests.Chat;

/// <summary>What people type works the way they mean it, and what the bot says is said well.</summary>
public sealed class WordingTests : IAsyncLifetime
{
    private ChatApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await ChatApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData("/settings timezone Asia/Tokyo", "Asia/Tokyo")]
    [InlineData("/settings zone asia/tokyo", "Asia/Tokyo")]
    [InlineData("/settings tz Berlin", "Europe/Berlin")]
    [InlineData("设置 时区 new york", "America/New_York")]
    public async Task A_time_zone_is_known_by_its_name_or_its_city(string text, string zone) =>
        Assert.Contains(zone, (await _app.SayAsync(text)).Text, StringComparison.Ordinal);

    [Fact]
    public async Task A_time_zone_that_is_none_is_said_to_be_none_and_none_at_all_is_asked_for()
    {
        Assert.Contains("没有“月球”这个时区", (await _app.SayAsync("/settings timezone 月球")).Text, StringComparison.Ordinal);
        Assert.Contains("您在哪个时区", (await _app.SayAsync("/settings timezone")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/settings language en", "English from now on")]
    [InlineData("/settings language", "Choose a language")]
    [InlineData("设置 语言 英语", "English from now on")]
    [InlineData("/settings quiet 22:00-7:00", "每天 22:00 到 07:00 免打扰")]
    [InlineData("/settings digest", "您还没有关注主题")]
    [InlineData("/settings mute 2h", "不打扰您")]
    public async Task What_has_a_command_of_its_own_can_be_set_among_the_settings_too(string text, string said) =>
        Assert.Contains(said, (await _app.SayAsync(text)).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("/settings sound off", "全部不响")]
    [InlineData("设置 声音 关", "全部不响")]
    [InlineData("/settings silent on", "全部不响")]
    [InlineData("/settings Sound on", "有声音")]
    [InlineData("/settings sound", "有声音")]
    public async Task Sound_is_set_in_the_words_in_which_the_settings_speak_of_it(string text, string said)
    {
        var reply = await _app.SayAsync(text);

        Assert.Contains("声音：" + said, reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("没有“", reply.Reply.Notice ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mute_off_ends_what_is_muted_and_says_what_it_ended()
    {
        Assert.Contains("现在没有静音任何主题", (await _app.SayAsync("/mute off")).Text, StringComparison.Ordinal);
        await _app.SayAsync("/mute 健康");
        await _app.SayAsync("/mute 新闻 1d");
        await _app.SayAsync("/mute 2h");

        var ended = (await _app.SayAsync("/mute off")).Text;

        Assert.Contains("已恢复", ended, StringComparison.Ordinal);
        Assert.Contains("“健康”已解除静音", ended, StringComparison.Ordinal);
        Assert.Contains("“新闻”已解除静音", ended, StringComparison.Ordinal);
        Assert.Contains("现在没有静音任何主题", (await _app.SayAsync("静音 关")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("已静音", (await _app.SayAsync("/settings")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/latest health", "There are no articles in Health yet.")]
    [InlineData("/latest jnnews.tv", "There are no articles from Jining News yet.")]
    [InlineData("/latest Jining police", "There are no articles from Jining police yet.")]
    [InlineData("/latest rencheng", "There are no articles from Rencheng yet.")]
    public async Task English_has_the_preposition_that_fits(string text, string said) =>
        Assert.Equal(said, (await _app.SayAsync(text, language: "en")).Text);

    [Theory]
    [InlineData("14:05", "👁 Found at 14:05")]
    [InlineData("23 Nov 2026, 07:40", "👁 Found on 23 Nov 2026, 07:40")]
    public void English_says_at_an_hour_and_on_a_day(string when, string said)
    {
        Assert.Equal(said, WhyTexts.En.Seen(null, when));
        Assert.EndsWith(said["👁 Found ".Length..], WhyTexts.En.Outcome(DeliveryOutcome.Sent, AlertKind.New, when), StringComparison.Ordinal);
        Assert.EndsWith(said["👁 Found ".Length..], WhyTexts.En.Held(HoldKind.Retry, when), StringComparison.Ordinal);
    }
}
