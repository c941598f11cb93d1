using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Alerts;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Tests.Chat;

/// <summary>Input works as people mean it, and the bot's texts are correct.</summary>
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
        Assert.Contains("没有找到时区“月球”", (await _app.SayAsync("/settings timezone 月球")).Text, StringComparison.Ordinal);
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
    [InlineData("/settings sound off", "关")]
    [InlineData("设置 声音 关", "关")]
    [InlineData("/settings silent on", "关")]
    [InlineData("/settings Sound on", "开")]
    [InlineData("/settings sound", "开")]
    public async Task Sound_is_set_in_the_words_in_which_the_settings_speak_of_it(string text, string said)
    {
        var reply = await _app.SayAsync(text);

        Assert.Contains("声音：" + said, reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("没有“", reply.Reply.Notice ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/start", "欢迎回来，提醒已恢复")]
    [InlineData("恢复", "已恢复，新消息照常发给您")]
    [InlineData("/resume", "已恢复，新消息照常发给您")]
    public async Task Who_begins_again_is_paused_no_more(string words, string said)
    {
        await _app.SayAsync("/follow 健康");
        Assert.Contains("紧急消息也等到那时", (await _app.SayAsync("/mute 3h")).Text, StringComparison.Ordinal);

        Assert.Contains(said, (await _app.SayAsync(words)).Text, StringComparison.Ordinal);

        Assert.Contains("现在没有静音任何主题", (await _app.SayAsync("/mute off")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pause_of_more_than_a_year_is_a_year_and_no_word()
    {
        var said = (await _app.SayAsync("/mute 999999h")).Text;

        Assert.DoesNotContain("999999", said, StringComparison.Ordinal);
        Assert.Contains("已恢复", (await _app.SayAsync("/mute off")).Text, StringComparison.Ordinal);
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

    [Theory]
    [InlineData("渡船", "zh")]
    [InlineData("长廊", "zh")]
    [InlineData("lantern", "en")]
    public async Task Why_finds_what_only_a_text_says_and_of_several_the_one_that_has_it_in_its_title(string word, string language)
    {
        await _app.StoreAsync(About(1, "码头今天试运行", $"傍晚，第一班 {word} 靠岸。"));
        Assert.Contains("码头今天试运行", (await _app.SayAsync($"/why {word}", language: language)).Text, StringComparison.Ordinal);

        await _app.StoreAsync(About(2, $"{word} 改了时刻", "具体见码头公告。"), About(3, "集市明天开门", $"来的人可以坐 {word} 。"));
        Assert.Contains("改了时刻", (await _app.SayAsync($"/why {word}", language: language)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{0}", "zh", "发布，")]
    [InlineData(" https://feeds.example/article/{1} ", "zh", "发布，")]
    [InlineData("/why {0}", "zh", "发布，")]
    [InlineData("https://feeds.example/article/{1}?lang=en", "en", "Published")]
    public async Task The_address_of_an_article_alone_asks_what_became_of_it(string text, string language, string said)
    {
        var article = About(1, "码头今天试运行", "傍晚，第一班渡船靠岸。");
        article.SortAt = TimeProvider.System.GetUtcNow();
        await _app.StoreAsync(article);

        var answer = await _app.SayAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, text, article.Url, article.PublicId), language: language);

        Assert.Contains("码头今天试运行", answer.Text, StringComparison.Ordinal);
        Assert.Contains(said, answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://nowhere.example/1.html", "zh", "添加来源要运营者同意")]
    [InlineData("/why https://nowhere.example/1.html", "zh", "没有找到这个网址的文章。")]
    [InlineData("/why https://nowhere.example/1.html", "en", "No article with that address was found.")]
    [InlineData("http://www.jnnews.tv/", "zh", "和“http://www.jnnews.tv/”有关的主题有这些")]
    public async Task An_address_of_no_article_is_not_said_to_be_missing_from_titles(string text, string language, string said) =>
        Assert.StartsWith(said, (await _app.SayAsync(text, language: language)).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("zh", "/mute 健康", "您关注和静音的主题已经达到上限")]
    [InlineData("zh", "/follow 健康", "您关注和静音的主题已经达到上限")]
    [InlineData("en", "/mute health", "You follow or mute as many topics as this bot allows")]
    public async Task That_there_are_too_many_counts_what_is_muted_too(string language, string text, string said)
    {
        _app.Services.GetRequiredService<IOptions<AlertsOptions>>().Value.MaxSubscriptionsPerChat = 1;
        await _app.SayAsync("/mute news", language: language);

        Assert.StartsWith(said, (await _app.SayAsync(text, language: language)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/follow 寻人", "这类消息紧急，一收到就马上发给您")]
    [InlineData("toggle c_alerts_missing on", "这类消息紧急，一收到就马上发给您")]
    public async Task That_urgent_alerts_come_at_once_is_not_promised_where_they_wait(string words, string promise)
    {
        Assert.Contains(promise, Said(await _app.SayAsync(words, button: words.StartsWith('t'))), StringComparison.Ordinal);
        await _app.SayAsync("/unfollow 寻人");
        await _app.SayAsync("免打扰 紧急 关");

        var waits = Said(await _app.SayAsync(words, button: words.StartsWith('t')));
        Assert.Contains("已关注“寻人”", waits, StringComparison.Ordinal);
        Assert.DoesNotContain("马上", waits, StringComparison.Ordinal);

        static string Said(CommandAnswer answer) => answer.Text + answer.Reply.Notice;
    }

    [Fact]
    public async Task Of_a_single_topic_it_is_not_said_that_all_of_one_is_ended()
    {
        await _app.SayAsync("/follow 健康");
        var asked = await _app.SayAsync("退订 全部");
        Assert.Equal(("您只关注了一个主题，确定要取消吗？", "取消关注"), (asked.Text, asked.Buttons[0].Label));
        Assert.Equal("已取消关注。", (await _app.SayAsync(asked.Buttons[0].Action!, button: true)).Text);

        await _app.SayAsync("/language en");
        await _app.SayAsync("/follow health");
        await _app.SayAsync("/follow news");
        var all = await _app.SayAsync("/unfollow all");
        Assert.Equal(("Stop following all 2 topics?", "Unfollow all"), (all.Text, all.Buttons[0].Label));
    }

    [Theory]
    [InlineData("/list", "• 停水 · 关键词", "zh")]
    [InlineData("/list", "• 停水 · word", "en")]
    public async Task The_kind_of_one_topic_is_named_for_one(string words, string line, string language)
    {
        await _app.SayAsync("word 停水", button: true, language: language);

        Assert.Contains(line, (await _app.SayAsync(words)).Text.Split('\n'));
    }

    [Theory]
    [InlineData("zh", "随时送达", "紧急消息也等汇总", "消息随时送达")]
    [InlineData("en", "at any time", "once you set some", "come at any time")]
    public async Task That_urgent_alerts_wait_too_is_not_said_to_do_anything_without_quiet_hours(string language, string never, string said, string otherwise)
    {
        var answer = await _app.SayAsync("/quiet urgent off", language: language);

        Assert.Contains(said, answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(never, answer.Text, StringComparison.Ordinal);
        Assert.Contains(otherwise, (await _app.SayAsync(answer.Buttons.Single(button => button.Action == "quiet urgent on").Action!, button: true)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain((await _app.SayAsync("/quiet")).Buttons, button => button.Action!.Contains("urgent", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/quiet 22:00-7:00")]
    [InlineData("/quiet 12:00-14:00")]
    public async Task That_urgent_alerts_wait_too_holds_as_soon_as_there_are_quiet_hours(string hours)
    {
        await _app.SayAsync("/quiet urgent off");

        Assert.Contains("紧急消息也等到那时", (await _app.SayAsync(hours)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh", "静音 教育", "点下面的名字")]
    [InlineData("en", "/mute education", "to unmute it")]
    public async Task Mute_alone_offers_what_can_be_done_and_nothing_that_cannot(string language, string example, string unmute)
    {
        var nothing = await _app.SayAsync("/mute", language: language);
        Assert.DoesNotContain(unmute, nothing.Text, StringComparison.Ordinal);
        Assert.Contains(example, nothing.Text, StringComparison.Ordinal);
        Assert.Equal(["mute 1h", "mute 8h", "mute 24h"], nothing.Buttons.Select(button => button.Action));

        await _app.SayAsync("/mute health");
        Assert.Contains(unmute, (await _app.SayAsync("/mute")).Text, StringComparison.Ordinal);

        await _app.SayAsync("mute 8h", button: true);
        var paused = await _app.SayAsync("/mute");
        Assert.Contains("⏸", paused.Text, StringComparison.Ordinal);
        Assert.Contains(paused.Buttons, button => button.Action == "settings resume");
        Assert.DoesNotContain(paused.Buttons, button => button.Action == "mute 1h");
    }

    [Theory]
    [InlineData("zh", "/follow 渡船", "没有叫“渡船”的主题", "标题或正文提到“渡船”", "已关注关键词“渡船”")]
    [InlineData("zh", "关注 末班车", "没有叫“末班车”的主题", "标题或正文提到“末班车”", "已关注关键词“末班车”")]
    [InlineData("en", "/follow ferry", "There is no topic “ferry”", "in its title or text", "You now follow the word “ferry”")]
    public async Task What_is_no_topic_is_said_to_be_a_word_that_can_be_followed_and_a_tap_follows_it(string language, string typed, string none, string what, string followed)
    {
        var answer = await _app.SayAsync(typed, language: language);
        Assert.StartsWith(none, answer.Text, StringComparison.Ordinal);
        Assert.Contains(what, answer.Text, StringComparison.Ordinal);

        var word = answer.Buttons.Single(button => button.Action!.StartsWith("word ", StringComparison.Ordinal));
        Assert.StartsWith(followed, (await _app.SayAsync(word.Action!, button: true)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_word_too_long_for_a_button_is_followed_by_writing_it()
    {
        const string long25 = "城东客运站到微山湖旅游码头的夜间摆渡船时刻表和票价";

        Assert.Contains("发“关键词”", (await _app.SayAsync($"/follow {long25}")).Text, StringComparison.Ordinal);
        Assert.StartsWith("已关注关键词", (await _app.SayAsync($"关键词 {long25}")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public async Task Read_alone_offers_the_newest_articles_to_read(string language)
    {
        await _app.StoreAsync(About(1, "码头今天试运行", "傍晚，第一班渡船靠岸。"));

        var offered = Assert.Single((await _app.SayAsync("/read", language: language)).Buttons);
        Assert.Equal("码头今天试运行", offered.Label);
        Assert.Contains("第一班渡船靠岸", (await _app.SayAsync(offered.Action!, button: true)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_article_is_read_by_words_of_its_title_and_words_of_none_do_not_say_that_it_is_gone()
    {
        await _app.StoreAsync(About(1, "西关大桥今天合龙", "上午，最后一段桥面落位。"));

        Assert.Contains("最后一段桥面落位", (await _app.SayAsync("/read 西关大桥")).Text, StringComparison.Ordinal);
        var unknown = await _app.SayAsync("/read 东关大桥");
        Assert.DoesNotContain("已经不在", unknown.Text, StringComparison.Ordinal);
        Assert.Contains("东关大桥", unknown.Text, StringComparison.Ordinal);
        Assert.Equal("西关大桥今天合龙", Assert.Single(unknown.Buttons).Label);
    }

    [Theory]
    [InlineData("zh", "寻人", "alerts", "alerts/missing")]
    [InlineData("en", "Missing people", "alerts/missing", "news")]
    [InlineData("zh", "新闻", "news")]
    public async Task Which_alert_has_ended_is_said_by_the_category_that_says_most(string language, string category, params string[] categories)
    {
        var article = About(1, "码头今天试运行", "傍晚，第一班渡船靠岸。");
        article.Categories.Clear();
        article.Categories.AddRange(categories.Select(id => new FeedBot.Articles.ArticleCategory { CategoryId = id, Reason = "source" }));
        var chat = await _app.AskAsync<SubscriberStore, Subscriber>(all => all.ArriveAsync(new ChatAddress("web", "web", "reader"), language, ChatApp.Cancel));

        var alert = _app.Services.GetRequiredService<AlertMessages>().ForArticle(article, chat) with { Kind = AlertKind.Ended, EndedAs = AlertEnd.Found };

        Assert.Contains(language == "zh" ? $"所指提醒：{category} · " : $"About: {category} · ", AlertText.Announcement(alert).Plain, StringComparison.Ordinal);
    }

    private static FeedBot.Articles.Article About(int number, string title, string text)
    {
        var article = Publishing.Sample.Article(number, title: title);
        (article.ContentText, article.ContentHtml) = (text, $"<p>{text}</p>");
        return article;
    }
}
