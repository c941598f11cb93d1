using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;

namespace Yunhepan.FeedBot.Tests.Chat;

/// <summary>A word that is not understood is named; nothing is done as if it had not been written.</summary>
public sealed class NothingDroppedTests : IAsyncLifetime
{
    private static readonly ChatAddress Person = new("web", "web", "person");

    private ChatApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await ChatApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData("关注 新闻 语言法文", "“语言法文”")]
    [InlineData("关注 新闻 静因", "“静因”")]
    [InlineData("关注 新闻 只看法文", "“只看法文”")]
    [InlineData("关注 我要 新闻", "“我要”")]
    [InlineData("关注 新闻（英文）", "“新闻（英文）”")]
    [InlineData("/follow news silnet", "“silnet”")]
    [InlineData("/follow news langauge en", "“langauge”")]
    [InlineData("静音 新闻 2小事", "“2小事”")]
    [InlineData("静音 新闻 今晚", "“今晚”")]
    [InlineData("静音 足球 3小是", "“3小是”")]
    [InlineData("/mute news 2hous", "“2hous”")]
    [InlineData("/digest 8:00 明天", "“明天”")]
    [InlineData("汇总 没有的主题", "“没有的主题”")]
    [InlineData("/settings 声音 也许", "“也许”")]
    [InlineData("/settings 上线 8", "“上线 8”")]
    [InlineData("上限 很多", "“很多”")]
    [InlineData("/language klingon", "“klingon”")]
    [InlineData("/latest 新闻 昨天", "“昨天”")]
    [InlineData("/list 什么", "“什么”")]
    [InlineData("/stop 也许", "“也许”")]
    public async Task A_word_that_is_not_understood_is_named_and_nothing_is_done(string words, string unclear)
    {
        Assert.Contains(unclear, (await _app.SayAsync(words)).Text, StringComparison.Ordinal);

        Assert.Empty(await RowsAsync());
        Assert.Null((await ChatAsync()).DigestAt);
    }

    [Theory]
    [InlineData("zh", "/mute 0h", "最短 1 分钟，最长一年")]
    [InlineData("en", "/mute 0h", "from 1 minute to a year")]
    [InlineData("zh", "/mute -2h", "“-2h”")]
    [InlineData("en", "/mute -5", "“-5”")]
    [InlineData("zh", "/mute 30", "“30”")]
    [InlineData("en", "/mute 1.5h", "“1.5h”")]
    [InlineData("en", "/mute 2 hours 30 minutes", "“2 hours 30 minutes”")]
    [InlineData("zh", "静音 零小时", "“零小时”")]
    [InlineData("zh", "静音 两个半小时", "“两个半小时”")]
    [InlineData("zh", "静音 新闻 0分钟", "“0分钟”")]
    [InlineData("en", "/mute news 0h", "“0h”")]
    [InlineData("en", "/mute 99999999999h", "“99999999999h”")]
    [InlineData("zh", "/latest 0", "一次可以看 1 到 10 篇")]
    [InlineData("en", "/latest 0", "1 to 10 articles")]
    [InlineData("zh", "/latest -3", "一次可以看 1 到 10 篇")]
    [InlineData("en", "/latest news 2.5", "1 to 10 articles")]
    [InlineData("zh", "最新 新闻 ０篇", "一次可以看 1 到 10 篇")]
    [InlineData("zh", "/limit 0", "1 到 1000")]
    [InlineData("en", "/limit -1", "from 1 to 1000")]
    [InlineData("en", "/limit 99999999999", "from 1 to 1000")]
    [InlineData("zh", "/quiet 25:00-7:00", "免打扰 22:00-7:00")]
    [InlineData("en", "/quiet 22:00", "/quiet 22:00-7:00")]
    [InlineData("en", "/digest 25:00", "/digest 8:00")]
    [InlineData("zh", "/digest -1", "汇总 8:00")]
    [InlineData("en", "/zone 99", "Europe/Berlin")]
    public async Task A_number_or_a_time_that_cannot_be_is_answered_with_what_can(string language, string words, string says)
    {
        Assert.Contains(says, (await _app.SayAsync(words, language: language)).Text, StringComparison.Ordinal);

        Assert.Empty(await RowsAsync());
        Assert.True(await ChatAsync() is { PausedUntil: null, MaxPerHour: null, QuietFrom: null, DigestAt: null });
    }

    [Theory]
    [InlineData("zh", "/latest 20", "一次可以看 1 到 10 篇")]
    [InlineData("en", "/latest news 99999999999", "1 to 10 articles")]
    public async Task Who_wants_more_articles_than_are_shown_at_once_gets_the_most_and_is_told(string language, string words, string says)
    {
        await _app.StoreAsync([.. Enumerable.Range(1, 12).Select(n => Publishing.Sample.Article(n))]);

        var said = (await _app.SayAsync(words, language: language)).Text;

        Assert.Contains(says, said, StringComparison.Ordinal);
        Assert.True(said.Length > 200, said);
    }

    [Theory]
    [InlineData("静音 十二月")]
    [InlineData("/mute 2026")]
    [InlineData("/mute 5G基站")]
    public async Task A_word_with_a_number_in_it_is_muted_as_a_word(string words)
    {
        await _app.SayAsync(words);

        Assert.Equal(SubscriptionMode.Muted, Assert.Single(await RowsAsync()).Mode);
    }

    [Theory]
    [InlineData("退订 健康 谢谢", "“谢谢”")]
    [InlineData("退订 健康 +高考", "“+高考”")]
    [InlineData("/digest 健康 明天", "“明天”")]
    public async Task What_is_followed_stays_as_it_is(string words, string unclear)
    {
        await _app.SayAsync("关注 健康");

        Assert.Contains(unclear, (await _app.SayAsync(words)).Text, StringComparison.Ordinal);

        Assert.Equal(SubscriptionMode.Instant, Assert.Single(await RowsAsync()).Mode);
    }

    [Theory]
    [InlineData("关注 新闻 语言英文", "只看英文的")]
    [InlineData("关注 新闻 语言：中文", "只看中文的")]
    [InlineData("/follow news language=en", "只看英文的")]
    [InlineData("关注 新闻 只看英文", "只看英文的")]
    [InlineData("关注新闻语言英文", "只看英文的")]
    [InlineData("关注新闻+高考-培训", "只看提到“高考”的，不看提到“培训”的")]
    [InlineData("关注 新闻静音", "收到时不响")]
    public async Task An_option_is_understood_however_it_is_joined(string words, string said) =>
        Assert.Contains($"已关注“新闻”，{said}", (await _app.SayAsync(words)).Text, StringComparison.Ordinal);

    [Fact]
    public async Task A_topic_and_an_hour_for_the_digest_are_both_heard()
    {
        await _app.SayAsync("关注 健康");
        await _app.SayAsync("关注 新闻");

        Assert.Contains("每天 09:30", (await _app.SayAsync("/digest 健康 9:30")).Text, StringComparison.Ordinal);

        Assert.Equal(["health"], (await RowsAsync()).Where(row => row.Mode == SubscriptionMode.Digest).Select(row => row.TopicId));
        Assert.Equal(new TimeOnly(9, 30), (await ChatAsync()).DigestAt);
        Assert.Contains("您没有关注“济宁公安”", (await _app.SayAsync("/digest 济宁公安")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("暂停 2小时")]
    [InlineData("/stop 3 days")]
    public async Task A_pause_with_an_end_has_one(string words)
    {
        await _app.SayAsync(words);

        Assert.NotNull((await ChatAsync()).PausedUntil);
    }

    [Theory]
    [InlineData("/search -预警", "只说了不要什么", "zh")]
    [InlineData("搜索 －预警", "只说了不要什么", "zh")]
    [InlineData("/search -\"暴雨 预警\" -演练", "只说了不要什么", "zh")]
    [InlineData("/search !!!", "没有可以搜的词", "zh")]
    [InlineData("/search -storm", "only says what you do not want", "en")]
    public async Task A_search_that_says_nothing_to_look_for_is_told_what_is_missing(string words, string said, string language)
    {
        var answer = await _app.SayAsync(words, language: language);

        Assert.Contains(said, answer.Text, StringComparison.Ordinal);
        Assert.Empty(answer.Buttons);
    }

    [Theory]
    [InlineData("/topics 健康", "健康")]
    [InlineData("分类 警示", "寻人")]
    public async Task A_named_topic_is_shown_on_the_board(string words, string shown) =>
        Assert.Contains((await _app.SayAsync(words)).Buttons, button => button.Label.Contains(shown, StringComparison.Ordinal));

    [Fact]
    public async Task A_link_to_a_topic_that_is_gone_says_so() =>
        Assert.Contains("这个主题已经没有了", (await _app.SayAsync("/start c_gone")).Text, StringComparison.Ordinal);

    [Fact]
    public async Task A_digest_of_urgent_topics_alone_promises_nothing_that_is_not_so()
    {
        await _app.SayAsync("关注 寻人");

        var said = (await _app.SayAsync("/digest 8:00")).Text;

        Assert.Contains("都是紧急主题", said, StringComparison.Ordinal);
        Assert.DoesNotContain("把 1 个主题", said, StringComparison.Ordinal);
        Assert.Equal(2, said.Split("紧急消息").Length);
    }

    private async Task<Subscriber> ChatAsync() => (await _app.AskAsync<SubscriberStore, Subscriber?>(all => all.FindAsync(Person, ChatApp.Cancel)))!;

    private async Task<IReadOnlyList<Subscription>> RowsAsync()
    {
        var chat = await ChatAsync();
        return await _app.AskAsync<Subscriptions, IReadOnlyList<Subscription>>(all => all.RowsAsync(chat, ChatApp.Cancel));
    }
}
