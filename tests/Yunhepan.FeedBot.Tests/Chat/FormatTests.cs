using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Chat.Commands;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Web;

namespace Yunhepan.FeedBot.Tests.Chat;

/// <summary>Messages look as their reader has chosen; an urgent one stays whole unless the reader says otherwise in so many words.</summary>
public sealed class FormatTests : IAsyncLifetime
{
    private const string Description = "身高一米二八，黄色羽绒服，蓝色校裤。有线索请拨打 0537-555-0142。";

    private static readonly ChatAddress Person = new("web", "web", "person");

    private ChatApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await ChatApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static AlertMessage News => AlertSamples.Ordinary() with
    {
        Text = "教育部门介绍，延时服务每天到十八时为止，自愿参加。\n家长可在班级群报名，名额不限。\n费用由财政承担。", HasFullText = true,
        Authors = ["陈知远", "李明"], ImageUrl = "https://portal.example/school.jpg",
    };

    private static AlertMessage Missing => AlertSamples.Missing() with
    {
        Text = "孩子放学后没有回家。\n" + Description, HasFullText = true, ImageUrl = "https://portal.example/child.jpg",
    };

    private static string Shown(AlertMessage alert, MessageFormat format) => AlertText.Render(alert with { Format = format }).Plain;

    [Fact]
    public void A_compact_message_is_its_title_and_its_source()
    {
        var text = Shown(News, new MessageFormat { Text = TextAmount.Compact, OnlyNames = true, Categories = false });

        Assert.Equal($"{News.Title}\n\n— 运河晚报 · 济宁新闻网", text);
    }

    [Fact]
    public void A_full_text_is_whole_and_a_length_cuts_it()
    {
        Assert.Contains("费用由财政承担。", Shown(News, new MessageFormat { Text = TextAmount.Full }), StringComparison.Ordinal);
        Assert.DoesNotContain("费用由财政承担。", Shown(News, MessageFormat.Usual), StringComparison.Ordinal);
        var cut = Shown(News, new MessageFormat { Length = 30 });
        Assert.Contains("自愿参加", cut, StringComparison.Ordinal);
        Assert.DoesNotContain("名额不限", cut, StringComparison.Ordinal);
    }

    [Fact]
    public void Authors_are_named_and_categories_left_out_by_choice_alone()
    {
        var text = Shown(News, new MessageFormat { Authors = true, Categories = false });
        Assert.Contains("作者：陈知远、李明", text, StringComparison.Ordinal);
        Assert.DoesNotContain("#教育", text, StringComparison.Ordinal);
        Assert.Contains("#教育", Shown(News, MessageFormat.Usual), StringComparison.Ordinal);
        Assert.DoesNotContain("作者：", Shown(News, MessageFormat.Usual), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_album_is_offered_only_where_messages_show_pictures(bool hasPhotos)
    {
        var chat = new Subscriber { Platform = "any", Account = "any", ChatId = "1", Language = "zh" };
        var keyboard = FormatKeyboard.Create(
            new CommandRequest { Subscriber = chat }, null, MessageFormat.Usual, new PlatformCapabilities { HasPhotos = hasPhotos, MaxText = 1000 }, null);
        Assert.Equal(hasPhotos, keyboard.Rows.SelectMany(row => row).Any(button => button.Action == "format p2"));
    }

    [Theory]
    [InlineData(AlertKind.New)]
    [InlineData(AlertKind.Corrected)]
    [InlineData(AlertKind.Restored)]
    public void A_missing_child_keeps_description_and_picture_in_any_format_that_was_not_chosen_for_urgent_alerts(AlertKind kind)
    {
        foreach (var format in (MessageFormat[])
        [
            new() { Text = TextAmount.Compact, Pictures = PictureAmount.None, Preview = LinkPreview.Off },
            new() { Length = 50 },
            new() { Template = "{{ title }}", TemplateHasText = false },
        ])
        {
            var alert = Missing with { Kind = kind, Format = format };
            Assert.Contains(Description, AlertText.Render(alert).Plain, StringComparison.Ordinal);
            Assert.Equal(Description, WebMessage.From(alert).Alert!.Summary!.Split('\n')[^1]);
            Assert.NotNull(WebMessage.From(alert).Alert!.Picture);
        }
    }

    [Fact]
    public void Who_has_chosen_it_for_urgent_alerts_too_gets_them_so_and_the_marks_stay()
    {
        var format = new MessageFormat { Text = TextAmount.Compact, Pictures = PictureAmount.None, AlsoUrgent = true };
        Assert.DoesNotContain("0537", Shown(Missing with { Text = new string('长', 600) + Missing.Text }, format), StringComparison.Ordinal);
        Assert.StartsWith("🚨 紧急\n", Shown(Missing, format), StringComparison.Ordinal);
        Assert.StartsWith("🚨 紧急 · ✏️ 更正\n", Shown(Missing with { Kind = AlertKind.Corrected }, format), StringComparison.Ordinal);
        Assert.StartsWith("⛔ 已撤回\n", Shown(Missing with { Kind = AlertKind.Withdrawn }, format), StringComparison.Ordinal);
        var ended = Shown(Missing with { Kind = AlertKind.Ended, EndedAs = AlertEnd.Found }, format);
        Assert.StartsWith("✅ 已找到\n", ended, StringComparison.Ordinal);
        Assert.Contains("来源：运河晚报", ended, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TextAmount.Compact, null, null, 600)]
    [InlineData(TextAmount.Compact, 2000, null, 600)]
    [InlineData(TextAmount.Standard, 50, null, 600)]
    [InlineData(TextAmount.Full, 1000, null, 1000)]
    [InlineData(TextAmount.Standard, null, "{{ title }}", 600)]
    [InlineData(TextAmount.Standard, null, "{{ text | truncate: 30 }}", 600)]
    public void No_agreement_shortens_the_description_of_a_person_below_six_hundred_characters(TextAmount text, int? length, string? template, int shown)
    {
        var alert = Missing with
        {
            Text = string.Concat(Enumerable.Range(0, 300).Select(n => $"{n:D3}字，")), HasFullText = true,
            Format = new MessageFormat { Text = text, Length = length, Template = template, TemplateHasText = template is null ? null : false, AlsoUrgent = true },
        };
        foreach (var words in (string[])[AlertText.Render(alert).Plain, WebMessage.From(alert).Alert!.Summary!])
        {
            Assert.Contains(alert.Text![..(shown - 10)], words, StringComparison.Ordinal);
            Assert.DoesNotContain(alert.Text[(shown - 5)..(shown + 20)], words, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_card_of_the_web_chat_follows_the_format()
    {
        var card = WebMessage.From(News with
        {
            Format = new MessageFormat { Text = TextAmount.Compact, Pictures = PictureAmount.One, Authors = true, Categories = false, OnlyNames = true },
        }).Alert!;
        Assert.Null(card.Summary);
        Assert.Equal(News.ImageUrl, card.Picture);
        Assert.Equal("作者：陈知远、李明", card.Authors);
        Assert.Equal(("— 运河晚报 · 济宁新闻网", (string?)null), (card.Source, card.Time));
        Assert.Empty(card.Categories);
        Assert.Null(WebMessage.From(News).Alert!.Picture);
    }

    [Theory]
    [InlineData("/format compact pictures none", TextAmount.Compact, PictureAmount.None)]
    [InlineData("格式 简洁 图片 无", TextAmount.Compact, PictureAmount.None)]
    [InlineData("格式简洁 图片：不要", TextAmount.Compact, PictureAmount.None)]
    [InlineData("设置 格式 全文 图片相册", TextAmount.Full, PictureAmount.Album)]
    [InlineData("/settings format text=full pictures=one", TextAmount.Full, PictureAmount.One)]
    public async Task Every_setting_can_be_written(string words, TextAmount text, PictureAmount pictures)
    {
        await _app.SayAsync(words);
        Assert.Equal((text, pictures), ((await FormatAsync()).Text, (await FormatAsync()).Pictures));
    }

    [Theory]
    [InlineData("预览 上", nameof(MessageFormat.Preview), LinkPreview.Above)]
    [InlineData("preview off", nameof(MessageFormat.Preview), LinkPreview.Off)]
    [InlineData("作者 开", nameof(MessageFormat.Authors), true)]
    [InlineData("来源 只留名字", nameof(MessageFormat.OnlyNames), true)]
    [InlineData("tags off", nameof(MessageFormat.Categories), false)]
    [InlineData("长度300字", nameof(MessageFormat.Length), 300)]
    public async Task A_single_setting_is_set_and_shown_in_the_answer(string words, string name, object value)
    {
        var answer = await _app.SayAsync("/format " + words);
        Assert.Equal(value, typeof(MessageFormat).GetProperty(name)!.GetValue(await FormatAsync()));
        Assert.StartsWith("已保存。", answer.Text, StringComparison.Ordinal);
        Assert.Contains("普通消息会是这个样子", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/format 花哨", "“花哨”")]
    [InlineData("/format compact 字体 大", "“字体”“大”")]
    [InlineData("/format length 7", "“length”“7”")]
    [InlineData("格式 图片 很多张", "“图片”“很多张”")]
    [InlineData("/format 健康 花哨", "“花哨”")]
    public async Task What_is_not_understood_is_named_and_nothing_is_changed(string words, string unclear)
    {
        await _app.SayAsync("关注 健康");
        Assert.Contains(unclear, (await _app.SayAsync(words)).Text, StringComparison.Ordinal);
        Assert.Equal(MessageFormat.Usual, await FormatAsync());
        Assert.Null((await RowAsync("health")).FormatId);
    }

    [Fact]
    public async Task A_topic_has_a_format_of_its_own_by_words_and_by_buttons_until_it_is_like_the_others_again()
    {
        await _app.SayAsync("关注 健康");
        await _app.SayAsync("/format 健康 全文");
        Assert.Equal((TextAmount.Full, (TextAmount?)null), ((await FormatAsync("health")).Text, (await FormatAsync()).Text));

        var page = await _app.SayAsync("format c_health", button: true);
        Assert.Contains("“健康”的消息格式", page.Text, StringComparison.Ordinal);
        await _app.SayAsync(page.ActionOf("图片 相册"), button: true);
        Assert.Equal((TextAmount.Full, PictureAmount.Album), ((await FormatAsync("health")).Text, (await FormatAsync("health")).Pictures));

        var reset = await _app.SayAsync((await _app.SayAsync("格式 健康")).ActionOf("和其他主题一样"), button: true);
        Assert.Null((await RowAsync("health")).FormatId);
        await _app.SayAsync(reset.ActionOf("撤销"), button: true);
        Assert.Equal(PictureAmount.Album, (await FormatAsync("health")).Pictures);
    }

    [Fact]
    public async Task Sound_is_set_with_the_format_for_the_chat_and_for_a_topic()
    {
        await _app.SayAsync("关注 健康");
        await _app.SayAsync("格式 健康 声音 关");
        Assert.True((await RowAsync("health")).Silent);
        Assert.False((await ChatAsync()).Silent);
        await _app.SayAsync((await _app.SayAsync("/format")).ActionOf("声音"), button: true);
        Assert.True((await ChatAsync()).Silent);
    }

    [Fact]
    public async Task A_format_for_urgent_alerts_too_is_asked_back_with_what_would_be_missing_and_holds_for_that_format_alone()
    {
        await _app.SayAsync("/format 简洁");
        var question = await _app.SayAsync("/format 紧急 也用");
        Assert.Contains("您会看不到：正文 600 字以后的部分", question.Text, StringComparison.Ordinal);
        Assert.Null((await FormatAsync()).AlsoUrgent);

        var page = await _app.SayAsync(question.ActionOf("确定"), button: true);
        Assert.True((await FormatAsync()).AlsoUrgent);
        Assert.Contains("⚠️ 紧急消息（如寻人）也这样发，看不到：正文", page.Text, StringComparison.Ordinal);

        // Less than that was not agreed to.
        var less = await _app.SayAsync("/format 图片 无");
        Assert.Contains("紧急消息先恢复完整发送", less.Text, StringComparison.Ordinal);
        Assert.Null((await FormatAsync()).AlsoUrgent);
        Assert.Contains("🚨 紧急消息（如寻人）不受影响", (await _app.SayAsync("/format")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_agrees_to_what_was_named_and_to_no_more()
    {
        await _app.SayAsync("/format 图片 无");
        var photo = await _app.SayAsync("/format 紧急 也用");
        Assert.Contains("照片", photo.Text, StringComparison.Ordinal);
        await _app.SayAsync("/format 简洁");
        // The button of the old question did not name the text.
        var again = await _app.SayAsync(photo.ActionOf("确定"), button: true);
        Assert.Contains("正文", again.Text, StringComparison.Ordinal);
        Assert.Null((await FormatAsync()).AlsoUrgent);
        await _app.SayAsync(again.ActionOf("确定"), button: true);
        Assert.True((await FormatAsync()).AlsoUrgent);
    }

    [Theory]
    [InlineData("/format 正文 简洁 紧急 yes")]
    [InlineData("/format 简洁 紧急 也用")]
    public async Task Words_alone_shorten_no_urgent_alert_but_what_else_they_ask_for_holds(string words)
    {
        Assert.Contains(" u1t", (await _app.SayAsync(words)).ActionOf("确定"), StringComparison.Ordinal);
        Assert.Equal((TextAmount.Compact, null), ((await FormatAsync()).Text, (await FormatAsync()).AlsoUrgent));
    }

    [Fact]
    public void An_urgent_alert_keeps_its_time_and_a_whole_text_its_licence()
    {
        var brief = Shown(Missing, new MessageFormat { OnlyNames = true, Categories = false });
        Assert.Equal(Shown(Missing, MessageFormat.Usual), brief);
        var licensed = News with { Licence = ("署名转载，异议请于30日内提出", "https://portal.example/licence") };
        Assert.Contains("署名转载", Shown(licensed, new MessageFormat { Text = TextAmount.Full }), StringComparison.Ordinal);
        Assert.DoesNotContain("署名转载", Shown(licensed, MessageFormat.Usual), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_preview_says_what_is_left_out_in_the_readers_language()
    {
        await _app.SayAsync("/language en");
        var page = await _app.SayAsync("/format compact pictures none categories off");
        Assert.Contains("Left out: the text, pictures, categories", page.Text, StringComparison.Ordinal);
        Assert.Contains("(Example)", page.Text, StringComparison.Ordinal);
        Assert.Contains("link preview", (await _app.SayAsync("/format preview above")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_unfollowed_comes_back_with_all_that_was_chosen_for_it()
    {
        await _app.SayAsync("关注 健康 +疫苗 -广告 不响");
        await _app.SayAsync("/digest 健康");
        await _app.SayAsync("/format 健康 全文");
        var gone = await _app.SayAsync("退订 健康");
        Assert.Empty(await _app.FollowedAsync(Person));

        var back = await _app.SayAsync(gone.ActionOf("撤销"), button: true);
        Assert.Contains("已恢复：“健康”", back.Text, StringComparison.Ordinal);
        var (row, choice) = Assert.Single(await _app.AskAsync<Subscriptions, IReadOnlyList<(Subscription, SubscriptionChoice)>>(
            async all => await all.ChoicesAsync(await ChatAsync(), ChatApp.Cancel)));
        Assert.Equal((SubscriptionMode.Digest, true), (row.Mode, row.Silent));
        Assert.Equal(["疫苗"], choice.Include);
        Assert.Equal(["广告"], choice.Exclude);
        Assert.Equal(TextAmount.Full, (await FormatAsync("health")).Text);
        Assert.Contains("已经撤销过", (await _app.SayAsync(gone.ActionOf("撤销"), button: true)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unfollow all yes")]
    [InlineData("list -c_health")]
    [InlineData("toggle c_health off")]
    public async Task Whatever_ends_a_subscription_can_be_undone_by_the_word(string action)
    {
        await _app.SayAsync("关注 健康 +疫苗");
        await _app.SayAsync("关注 社区巴士");
        await _app.SayAsync(action, button: true);
        Assert.DoesNotContain("health", await _app.FollowedAsync(Person));

        await _app.SayAsync((await _app.SayAsync("撤销")).ActionOf("↩ 恢复"), button: true);
        Assert.Contains("health", await _app.FollowedAsync(Person));
        Assert.Contains("只看提到“疫苗”的", (await _app.SayAsync("/list")).Text, StringComparison.Ordinal);
    }

    private async Task<Subscriber> ChatAsync() =>
        (await _app.AskAsync<SubscriberStore, Subscriber?>(all => all.FindAsync(Person, ChatApp.Cancel)))!;

    private async Task<Subscription> RowAsync(string id) =>
        (await _app.AskAsync<Subscriptions, IReadOnlyList<Subscription>>(async all => await all.RowsAsync(await ChatAsync(), ChatApp.Cancel))).Single(row => row.TopicId == id);

    private async Task<MessageFormat> FormatAsync(string? id = null)
    {
        var number = id is null ? (await ChatAsync()).FormatId : (await RowAsync(id)).FormatId;
        return await _app.AskAsync<ChatFormats, MessageFormat>(all => all.FindAsync(number, ChatApp.Cancel));
    }
}
