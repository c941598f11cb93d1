using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Alerts.Delivery.Policy;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Chat.Commands;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Text;
using Yunhepan.FeedBot.Tests.Publishing;

namespace Yunhepan.FeedBot.Tests.Chat;

/// <summary>Chats choose their settings by words and by buttons, in both languages.</summary>
public sealed class SettingsTests : IAsyncLifetime
{
    private static readonly ChatAddress Person = new("web", "web", "person");

    private ChatApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await ChatApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData("/quiet 22:00-7:00", "22:00", "07:00")]
    [InlineData("免打扰 晚上10点半到早上7点", "22:30", "07:00")]
    [InlineData("免打扰２２：００－６：００", "22:00", "06:00")]
    [InlineData("/quiet 10pm to 7am", "22:00", "07:00")]
    [InlineData("quiet 23:00-08:00", "23:00", "08:00")]
    public async Task Quiet_hours_are_understood_however_they_are_written(string text, string from, string to)
    {
        var answer = await _app.SayAsync(text);
        Assert.Contains($"每天 {from} 到 {to} 免打扰", answer.Text, StringComparison.Ordinal);
        var chat = await ChatAsync();
        Assert.Equal((TimeOnly.Parse(from, null), TimeOnly.Parse(to, null)), (chat.QuietFrom!.Value, chat.QuietTo!.Value));
    }

    [Theory]
    [InlineData("/quiet 25:00-7:00")]
    [InlineData("/quiet 7:00-7:00")]
    [InlineData("/quiet 晚上")]
    public async Task Invalid_hours_are_reported_as_invalid(string text)
    {
        Assert.Contains("没看懂时段", (await _app.SayAsync(text)).Text, StringComparison.Ordinal);
        Assert.Null((await ChatAsync()).QuietFrom);
    }

    [Theory]
    [InlineData("zh", "每周二")]
    [InlineData("en", "Tuesdays")]
    public async Task The_ticked_day_is_the_day_of_the_digest_and_without_a_digest_nothing_is_ticked(string language, string day)
    {
        await _app.SayAsync("/follow 健康", language, language: language);
        await _app.SayAsync($"/language {language}", language);

        var weekly = Assert.Single((await _app.SayAsync("/digest 8:00 tuesday", language)).Buttons, button => button.Action == "digest tuesday");
        Assert.Equal("✓ " + day, weekly.Label);

        var off = await _app.SayAsync("/digest off", language);
        Assert.Contains(language == "zh" ? "现在没有主题进汇总" : "No topic is in the digest", off.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(off.Buttons, button => button.Label.StartsWith('✓'));
    }

    [Fact]
    public async Task An_hour_for_the_digest_says_what_comes_then_and_does_it()
    {
        await _app.SayAsync("/follow 健康");
        await _app.SayAsync("/follow 寻人");
        var said = (await _app.SayAsync("/digest 8:00")).Text;
        Assert.StartsWith("好的，每天 08:00 把 2 个主题的文章合成一条发给您。", said, StringComparison.Ordinal);
        Assert.All(await RowsAsync(), row => Assert.Equal(SubscriptionMode.Digest, row.Mode));

        // Where some are chosen already, an hour changes the hour alone; who taps one while choosing is told that none is chosen yet.
        await _app.SayAsync("/digest off");
        await _app.SayAsync("/digest 健康");
        Assert.StartsWith("好的，每周一 19:00 把 1 个主题", (await _app.SayAsync("/digest 周一 19:00")).Text, StringComparison.Ordinal);
        Assert.Single(await RowsAsync(), row => row.Mode == SubscriptionMode.Digest);
        // Of two hours or two days none is meant.
        Assert.DoesNotContain("好的", (await _app.SayAsync("/digest 8:00 22:00")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("好的", (await _app.SayAsync("/digest 周一 周三")).Text, StringComparison.Ordinal);
        await _app.SayAsync("/digest off");
        Assert.Contains("还没有主题进汇总", (await _app.SayAsync("digest 08:00", button: true)).Reply.Notice, StringComparison.Ordinal);
        Assert.DoesNotContain(await RowsAsync(), row => row.Mode == SubscriptionMode.Digest);
        Assert.StartsWith("All right: articles on 1 topic will come as one message every day at 08:00.", await EnglishAsync(), StringComparison.Ordinal);

        async Task<string> EnglishAsync()
        {
            await _app.SayAsync("/follow health", "english", language: "en");
            return (await _app.SayAsync("/digest daily 8:00", "english")).Text;
        }
    }

    [Fact]
    public async Task An_hour_for_the_digest_of_who_follows_nothing_is_kept_and_says_that_nothing_is_followed()
    {
        var said = (await _app.SayAsync("/digest 9:30")).Text;
        Assert.Contains("每天 09:30", said, StringComparison.Ordinal);
        Assert.Contains("还没有关注主题", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_quiet_hours_and_a_digest_meet_it_is_said_which_of_them_holds()
    {
        await _app.SayAsync("/follow 寻人");
        Assert.Contains("紧急消息不等汇总，照常马上发", (await _app.SayAsync("/digest 8:00")).Text, StringComparison.Ordinal);
        Assert.Contains("所以等到 09:00 才发", (await _app.SayAsync("/quiet 22:00-9:00")).Text, StringComparison.Ordinal);
        Assert.Contains("紧急消息也等到汇总时间", (await _app.SayAsync("/quiet urgent off")).Text, StringComparison.Ordinal);
        Assert.Contains("所以等到 09:00 才发", (await _app.SayAsync("/digest 7:00")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("才发", (await _app.SayAsync("/digest 9:00")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("等到汇总时间", (await _app.SayAsync("/quiet 紧急 开")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh", "警示", "“警示”的紧急消息不等汇总")]
    [InlineData("zh", "济宁公安", "“济宁公安”的紧急消息不等汇总")]
    [InlineData("en", "alerts", "Urgent alerts about “Alerts” still come at once")]
    public async Task A_digest_of_what_may_hold_urgent_alerts_says_that_these_do_not_wait(string language, string topic, string said)
    {
        await _app.SayAsync($"/follow {topic}", language: language);
        Assert.Contains(said, (await _app.SayAsync("/digest 8:00")).Text, StringComparison.Ordinal);

        var board = await _app.SayAsync("/digest off");
        var tapped = await _app.SayAsync(board.ActionOf("⚡"), button: true);
        Assert.Contains(language == "zh" ? "紧急消息照常马上发" : "urgent ones still come at once", tapped.Reply.Notice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task That_urgent_alerts_wait_for_the_digest_is_said_once()
    {
        await _app.SayAsync("/follow 健康");
        await _app.SayAsync("/digest 8:00");

        Assert.Equal(2, (await _app.SayAsync("/quiet urgent off")).Text.Split("等汇总").Length);
        Assert.Contains("紧急消息也等到汇总时间", (await _app.SayAsync("/quiet 22:00-7:00")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quiet_hours_go_by_button_and_urgent_alerts_get_through_or_wait()
    {
        var asked = await _app.SayAsync("/quiet");
        Assert.Contains("没有设置免打扰", asked.Text, StringComparison.Ordinal);
        var set = await _app.SayAsync(asked.ActionOf("22:00–07:00"), button: true);
        Assert.Equal(ReplyPlace.ReplacesMessage, set.Reply.Place);
        Assert.Contains("紧急消息照常马上送达", set.Text, StringComparison.Ordinal);
        var waits = await _app.SayAsync(set.ActionOf("紧急消息也等"), button: true);
        Assert.Contains("紧急消息也等到那时", waits.Text, StringComparison.Ordinal);
        await _app.SayAsync(waits.ActionOf("关闭免打扰"), button: true);
        Assert.Null((await ChatAsync()).QuietFrom);
    }

    [Fact]
    public async Task Topics_go_into_the_digest_and_out_again_at_the_hour_the_chat_chose()
    {
        Assert.Contains("还没有关注", (await _app.SayAsync("/digest")).Text, StringComparison.Ordinal);
        await _app.SayAsync("/follow 健康");
        await _app.SayAsync("/follow 新闻");
        var board = await _app.SayAsync("汇总");
        var changed = await _app.SayAsync(board.ActionOf("⚡ 健康"), button: true);
        Assert.Equal("“健康”已放进汇总。", changed.Reply.Notice);
        Assert.Contains(changed.Buttons, button => button.Label == "📋 健康");
        Assert.Contains(changed.Buttons, button => button.Label == "⚡ 新闻");
        Assert.Contains("每周五 18:30", (await _app.SayAsync("/digest 每周五 18:30")).Text, StringComparison.Ordinal);
        Assert.Contains("每天 07:00", (await _app.SayAsync("/digest 每天 7点")).Text, StringComparison.Ordinal);
        var all = await _app.SayAsync("/digest 全部");
        Assert.DoesNotContain(all.Buttons, button => button.Label.StartsWith('⚡'));
        await _app.SayAsync("/digest 关");
        Assert.All(await RowsAsync(), row => Assert.Equal(SubscriptionMode.Instant, row.Mode));
    }

    [Fact]
    public async Task A_source_is_muted_by_the_button_below_an_alert_and_unmuted_from_the_list()
    {
        var keyboard = FeedBot.Chat.Messages.AlertKeyboard.For(AlertSamples.Missing() with { Source = new TopicKey(TopicKind.Source, Sample.Taxonomy().NodesOf(TopicKind.Source).First().Id) }, isShared: false)!;
        var mute = keyboard.Rows.SelectMany(row => row).Single(button => button.Label.StartsWith("静音“", StringComparison.Ordinal)).Action!;
        var muted = await _app.SayAsync(mute, button: true);
        Assert.Contains("已静音", muted.Text, StringComparison.Ordinal);
        await _app.SayAsync(muted.ActionOf("只静音一周"), button: true);
        Assert.NotNull((await RowsAsync()).Single().Until);

        var list = await _app.SayAsync("静音");
        var unmute = list.Buttons.Single(button => button.Label.StartsWith('✕'));
        await _app.SayAsync(unmute.Action!, button: true);
        Assert.Empty(await RowsAsync());
    }

    [Fact]
    public async Task What_is_followed_and_muted_is_followed_again_by_undo()
    {
        await _app.SayAsync("/follow 健康");
        var muted = await _app.SayAsync("静音 健康");
        Assert.Empty(await _app.FollowedAsync(Person));
        await _app.SayAsync(muted.ActionOf("撤销"), button: true);
        Assert.Equal(["health"], await _app.FollowedAsync(Person));
    }

    [Fact]
    public async Task A_topic_is_followed_with_words_in_and_words_out()
    {
        var answer = await _app.SayAsync("关注 新闻 +高考 -培训");
        Assert.Equal("已关注“新闻”，只看提到“高考”的，不看提到“培训”的。", answer.Text);
        Assert.NotNull((await RowsAsync()).Single().FilterId);
        Assert.Contains("不能用来筛选", (await _app.SayAsync("关注 新闻 +!!!")).Text, StringComparison.Ordinal);
        await _app.SayAsync("关注 新闻 -足球");
        Assert.Single(await RowsAsync());
    }

    [Theory]
    [InlineData("关注 新闻 +高考 －培训 语言 中文 静音", "zh", "已关注“新闻”，只看提到“高考”的，不看提到“培训”的，只看中文的，收到时不响。", "• 新闻 · 只看提到“高考”的 · 不看提到“培训”的 · 只看中文的 · 收到时不响")]
    [InlineData("关注 新闻 语言 zh 不响", "zh", "已关注“新闻”，只看中文的，收到时不响。", "• 新闻 · 只看中文的 · 收到时不响")]
    [InlineData("/follow 新闻 language en", "zh", "已关注“新闻”，只看英文的。", "• 新闻 · 只看英文的")]
    [InlineData("/follow news +exam language en silent", "en", "You now follow News: only what mentions “exam”, only in English, without a sound.", "• News · only what mentions “exam” · only in English · without a sound")]
    public async Task A_topic_is_followed_in_the_chats_own_way_and_the_list_says_which(string text, string language, string said, string listed)
    {
        Assert.Equal(said, (await _app.SayAsync(text, language: language)).Text);
        Assert.Contains(listed, (await _app.SayAsync("/list", language: language)).Text.Split('\n'));
    }

    [Fact]
    public async Task To_follow_again_replaces_the_filter_and_keeps_the_digest()
    {
        await _app.SayAsync("关注 新闻 +高考 语言 zh 静音");
        await _app.SayAsync("/digest 新闻");
        Assert.Contains("• 新闻 · 📋 汇总 · 只看提到“高考”的 · 只看中文的 · 收到时不响", (await _app.SayAsync("/list")).Text, StringComparison.Ordinal);

        Assert.Equal("已关注“新闻”，不看提到“培训”的。", (await _app.SayAsync("关注 新闻 -培训")).Text);
        Assert.Contains("• 新闻 · 📋 汇总 · 不看提到“培训”的", (await _app.SayAsync("/list")).Text.Split('\n'));

        Assert.Equal("已关注“新闻”：全部都发，不再筛选，声音照常。", (await _app.SayAsync("关注 新闻")).Text);
        var row = Assert.Single(await RowsAsync());
        Assert.Equal((null, false, SubscriptionMode.Digest), (row.FilterId, row.Silent, row.Mode));
        Assert.Equal("您已经关注了“新闻”。", (await _app.SayAsync("关注 新闻")).Text);
    }

    [Theory]
    [InlineData("/follow 新闻 /[/", "zh", "没看懂“/[/”，所以什么都没改。")]
    [InlineData("/follow news /(a+)+$/", "en", "I do not understand “/(a+)+$/”, so nothing was changed.")]
    [InlineData("关注 新闻 ／夜班／ +高考", "zh", "没看懂“／夜班／”")]
    [InlineData("关注 新闻 + 高考", "zh", "没看懂“+”")]
    [InlineData("关注 +高考 新闻", "zh", "没看懂“+高考”")]
    [InlineData("/follow news +/night shift/", "en", "I do not understand “shift/”")]
    [InlineData("/follow news language fr", "en", "I do not understand “language”")]
    [InlineData("/follow 停水 /[/", "zh", "没看懂“/[/”")]
    public async Task What_is_written_like_an_option_and_is_none_is_said_to_be_none_and_nothing_is_followed(string text, string language, string said)
    {
        var answer = await _app.SayAsync(text, language: language);

        Assert.StartsWith(said, answer.Text, StringComparison.Ordinal);
        Assert.Contains("-/…/", answer.Text, StringComparison.Ordinal);
        Assert.Empty(await RowsAsync());
    }

    [Theory]
    [InlineData("关注 新闻 /[/", "“/[/”")]
    [InlineData("关注 新闻 高考", "“高考”")]
    [InlineData("关注 新闻 高考 静音", "“高考”")]
    public async Task What_is_not_understood_leaves_a_choice_that_was_made_as_it_is(string text, string unclear)
    {
        await _app.SayAsync("关注 新闻 +高考 -培训");

        Assert.StartsWith($"没看懂{unclear}", (await _app.SayAsync(text)).Text, StringComparison.Ordinal);

        Assert.Contains("• 新闻 · 只看提到“高考”的 · 不看提到“培训”的", (await _app.SayAsync("/list")).Text.Split('\n'));
    }

    [Fact]
    public async Task A_word_is_followed_with_a_filter_too()
    {
        var asked = await _app.SayAsync("/follow 停水 +城区 -演练");
        Assert.Contains("没有叫“停水”的主题", asked.Text, StringComparison.Ordinal);
        var followed = await _app.SayAsync(asked.ActionOf("关注“停水”"), button: true);
        Assert.Equal("已关注“停水”，只看提到“城区”的，不看提到“演练”的。", followed.Text);
        Assert.Contains("• 停水 · 关键词 · 只看提到“城区”的 · 不看提到“演练”的", (await _app.SayAsync("/list")).Text.Split('\n'));

        Assert.Equal("已关注“停水”，收到时不响。", (await _app.SayAsync("/follow 停水 静音")).Text);
        Assert.Contains("• 停水 · 关键词 · 收到时不响", (await _app.SayAsync("/list")).Text.Split('\n'));
    }

    [Fact]
    public async Task A_word_can_be_muted_too()
    {
        Assert.Contains("已静音“足球”", (await _app.SayAsync("屏蔽 足球")).Text, StringComparison.Ordinal);
        var list = await _app.SayAsync("静音");
        await _app.SayAsync(list.ActionOf("✕ 足球"), button: true);
        Assert.Empty(await RowsAsync());
    }

    [Fact]
    public async Task A_pause_for_a_while_can_be_ended_at_once()
    {
        var paused = await _app.SayAsync("静音 2小时");
        Assert.Contains("之前不打扰您", paused.Text, StringComparison.Ordinal);
        Assert.NotNull((await ChatAsync()).PausedUntil);
        Assert.Contains("⏸", (await _app.SayAsync("/settings")).Text, StringComparison.Ordinal);
        await _app.SayAsync(paused.ActionOf("▶ 马上恢复"), button: true);
        Assert.Null((await ChatAsync()).PausedUntil);
    }

    [Fact]
    public async Task A_chat_limits_how_many_messages_an_hour_it_gets()
    {
        var asked = await _app.SayAsync((await _app.SayAsync("/settings")).ActionOf("🚦 上限"), button: true);
        Assert.Contains("紧急消息不受限制", asked.Text, StringComparison.Ordinal);
        Assert.Contains("🚦 上限：每小时 5 条", (await _app.SayAsync(asked.ActionOf("5"), button: true)).Text, StringComparison.Ordinal);
        Assert.Contains("🚦 上限：每小时 8 条", (await _app.SayAsync("设置 上限 8")).Text, StringComparison.Ordinal);
        foreach (var nonsense in (string[])["0", "1001", "很多"])
            Assert.Contains("1 到 1000", (await _app.SayAsync($"/settings limit {nonsense}")).Text, StringComparison.Ordinal);
        Assert.Equal(8, (await ChatAsync()).MaxPerHour);
        Assert.Contains("不限", (await _app.SayAsync("/settings 上限 关")).Text, StringComparison.Ordinal);
        Assert.Null((await ChatAsync()).MaxPerHour);
    }

    [Fact]
    public async Task The_settings_are_seen_at_a_glance_and_the_zone_is_the_chats_own()
    {
        await _app.SayAsync("/quiet 22:00-7:00");
        Assert.Contains("没有找到时区“火星”", (await _app.SayAsync("/settings 时区 火星")).Text, StringComparison.Ordinal);
        var settings = await _app.SayAsync("设置 时区 Europe/Berlin");
        Assert.Contains("🕗 时区：Europe/Berlin（现在 ", settings.Text, StringComparison.Ordinal);
        Assert.Contains("🌙 免打扰：22:00–07:00", settings.Text, StringComparison.Ordinal);
        var silent = await _app.SayAsync(settings.ActionOf("🔇 关闭声音"), button: true);
        Assert.Contains("声音：关", silent.Text, StringComparison.Ordinal);
        Assert.True((await ChatAsync()).Silent);

        await _app.SayAsync("/language en");
        var english = await _app.SayAsync("/settings");
        Assert.Contains("Quiet hours: 22:00–07:00", english.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(english.Text, c => c is >= '\u4e00' and <= '\u9fff');
    }

    [Fact]
    public async Task A_search_finds_what_the_words_say_and_the_word_can_be_followed()
    {
        await _app.StoreAsync(Sample.Article(1), Sample.Article(2));
        Assert.Contains("想搜什么", (await _app.SayAsync("/search")).Text, StringComparison.Ordinal);
        var nothing = await _app.SayAsync("搜索 没有这样的词");
        Assert.Contains("没有找到提到“没有这样的词”的文章", nothing.Text, StringComparison.Ordinal);
        var followed = await _app.SayAsync(nothing.ActionOf("＋ 关注“没有这样的词”"), button: true);
        Assert.Contains("已关注关键词“没有这样的词”", followed.Text, StringComparison.Ordinal);
        Assert.Contains("没有这样的词", (await _app.SayAsync("/list")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Why_offers_articles_and_says_of_what_it_does_not_know()
    {
        Assert.Contains("想问哪一篇", (await _app.SayAsync("/why")).Text, StringComparison.Ordinal);
        Assert.Contains("没有找到", (await _app.SayAsync("/why 天外来客")).Text, StringComparison.Ordinal);
        await _app.StoreAsync(Sample.Article(1));
        var why = await _app.SayAsync($"why {ArticleToken.Format(Sample.Article(1).PublicId)}", button: true);
        Assert.Contains("👁", why.Text, StringComparison.Ordinal);
        Assert.Contains("🗂 归入", why.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Less_like_this_puts_what_an_alert_came_for_into_the_digest_or_mutes_it_or_its_source()
    {
        await _app.SayAsync("关注 新闻");
        var article = Sample.Article(1);
        await _app.StoreAsync(article);
        await _app.AskAsync<AlertsDb, int>(db =>
        {
            db.Alerts.Add(new Alert { Revision = 1, ArticleId = article.Id, StoryId = article.StoryId, Topics = [new TopicKey(TopicKind.Category, "news")], CreatedAt = TimeProvider.System.GetUtcNow() });
            return db.SaveChangesAsync(ChatApp.Cancel);
        });
        var alert = AlertSamples.Ordinary() with { ArticleId = article.PublicId };
        var less = AlertKeyboard.For(alert, isShared: false)!.Rows.SelectMany(row => row).First(button => button.Label == "少看这类").Action!;

        var asked = await _app.SayAsync(less, button: true);
        Assert.Equal("想少看哪一种？", asked.Text);
        Assert.Equal(["“新闻”改为汇总", "静音“新闻”", "静音“济宁新闻网”"], asked.Buttons.Select(button => button.Label));

        Assert.Equal("“新闻”已放进汇总。", (await _app.SayAsync(asked.ActionOf("改为汇总"), button: true)).Reply.Notice);
        Assert.Equal(SubscriptionMode.Digest, Assert.Single(await RowsAsync()).Mode);
        Assert.Contains("已静音“济宁新闻网”", (await _app.SayAsync(asked.ActionOf("静音“济宁新闻网”"), button: true)).Text, StringComparison.Ordinal);
        Assert.Contains("已静音“新闻”", (await _app.SayAsync(asked.ActionOf("静音“新闻”"), button: true)).Text, StringComparison.Ordinal);
        Assert.All(await RowsAsync(), row => Assert.True(DeliveryPolicy.IsMuted(row, TimeProvider.System.GetUtcNow())));
        Assert.Equal("这篇文章已经不在了。", (await _app.SayAsync("less AAAAAAAAAAAAAAAAAAAAAA", button: true)).Reply.Notice);
    }

    [Fact]
    public async Task The_full_text_is_read_in_the_chat()
    {
        await _app.StoreAsync(Sample.Article(1));
        var article = await _app.SayAsync($"read {ArticleToken.Format(Sample.Article(1).PublicId)}", button: true);
        Assert.True(article.Reply.IsArticle);
        Assert.Contains(Sample.Article(1).ContentText[..10], article.Text, StringComparison.Ordinal);
        Assert.Contains("已经不在了", (await _app.SayAsync($"read {ArticleToken.Format(Guid.NewGuid())}", button: true)).Reply.Notice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_private_feed_has_a_secret_address_that_can_be_changed()
    {
        var feed = await _app.SayAsync("/feed");
        Assert.Matches("https://feeds.example/feeds/my/[A-Za-z0-9_-]{24}.rss", feed.Text);
        // ChatApp publishes in these two formats.
        Assert.Matches("https://feeds.example/feeds/my/[A-Za-z0-9_-]{24}.txt", feed.Text);
        Assert.DoesNotContain(".json", feed.Text, StringComparison.Ordinal);
        var again = await _app.SayAsync("/feed");
        Assert.Equal(feed.Text, again.Text);
        var renewed = await _app.SayAsync(feed.ActionOf("换一个新地址"), button: true);
        Assert.NotEqual(feed.Text, renewed.Text);
    }

    [Fact]
    public void A_long_text_is_parted_between_paragraphs_and_loses_nothing()
    {
        var text = ChatText.Empty.Bold("标题").Line(string.Join('\n', Enumerable.Range(1, 200).Select(n => $"第{n}段" + new string('文', 60))));
        var pieces = text.Pieces(4096);
        Assert.InRange(pieces.Count, 3, 5);
        Assert.All(pieces, piece => Assert.InRange(piece.Length, 1, 4096));
        Assert.Equal(text.Plain.Replace("\n", "", StringComparison.Ordinal), string.Concat(pieces.Select(piece => piece.Plain)).Replace("\n", "", StringComparison.Ordinal));
        Assert.All(pieces.Skip(1), piece => Assert.StartsWith("第", piece.Plain, StringComparison.Ordinal));
    }

    private async Task<Subscriber> ChatAsync() => (await _app.AskAsync<SubscriberStore, Subscriber?>(all => all.FindAsync(Person, ChatApp.Cancel)))!;

    private async Task<IReadOnlyList<Subscription>> RowsAsync()
    {
        var chat = await ChatAsync();
        return await _app.AskAsync<Subscriptions, IReadOnlyList<Subscription>>(all => all.RowsAsync(chat, ChatApp.Cancel));
    }
}
