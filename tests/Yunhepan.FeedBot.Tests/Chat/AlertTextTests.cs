using System.Globalization;
using System.Text.RegularExpressions;
using Yunhepan.FeedBot.Alerts.Auditing;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Telegram;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Tests.Chat;

public sealed partial class AlertTextTests
{
    [Fact]
    public void An_urgent_alert_says_so_first_and_then_what_happened_who_says_so_and_when()
    {
        Assert.Equal(
            """
            🚨 紧急
            寻人：七旬老人今晨在运河公园走失

            任城警方请市民留意：老人身穿灰色外套，推一辆蓝色小车。如有线索请拨打报警电话。

            来源：运河晚报（济宁新闻网转载） · 2026-11-23 07:40
            #寻人 #济宁_警示
            """.ReplaceLineEndings("\n"),
            AlertText.Render(AlertSamples.Missing()).Plain);
        Assert.Equal("阅读原文", AlertKeyboard.For(AlertSamples.Missing(), isShared: false)!.Rows[0][0].Label);
    }

    [Theory]
    [InlineData("zh", "⛔ 已撤下", "⛔ 已撤回", "↩️ 已恢复", "这条消息此前标为撤回或撤下，请以这一条为准。")]
    [InlineData("en", "⛔ TAKEN DOWN", "⛔ WITHDRAWN", "↩️ RESTORED", "It was marked as withdrawn or taken down. It stands again: please go by this message.")]
    public void What_we_took_down_what_its_source_withdrew_and_what_is_restored_are_told_apart(string language, string takenDown, string withdrawn, string restored, string note)
    {
        var alert = AlertSamples.Ordinary(language);
        Assert.StartsWith(takenDown + "\n", AlertText.Render(alert with { Kind = AlertKind.Withdrawn, TakenDownBecause = "?" }).Plain, StringComparison.Ordinal);
        Assert.StartsWith(withdrawn + "\n", AlertText.Render(alert with { Kind = AlertKind.Withdrawn }).Plain, StringComparison.Ordinal);
        var again = alert with { Kind = AlertKind.Restored };
        Assert.StartsWith(restored + "\n", AlertText.Render(again).Plain, StringComparison.Ordinal);
        Assert.Contains(note, AlertText.Render(again).Plain, StringComparison.Ordinal);
        var card = Yunhepan.FeedBot.Chat.Web.WebMessage.From(again).Alert!;
        Assert.Equal((restored[3..], note, "restored"), (card.Mark, card.Note, card.Kind));
        Assert.Equal(takenDown[2..], Yunhepan.FeedBot.Chat.Web.WebMessage.From(alert with { Kind = AlertKind.Withdrawn, TakenDownBecause = "?" }).Alert!.Mark);
    }

    [Theory]
    [InlineData("zh", "因信息不实，本文已撤稿", "来源的说明：“因信息不实，本文已撤稿”。请不要再转发。")]
    [InlineData("en", "We have retracted this article because of an error", "Its source says: “We have retracted this article because of an error”. Please do not share it.")]
    public void A_retraction_quotes_the_source_on_why(string language, string words, string note)
    {
        var alert = AlertSamples.Ordinary(language) with { Kind = AlertKind.Withdrawn, WithdrawnInWords = words };

        Assert.Contains(note, AlertText.Render(alert).Plain, StringComparison.Ordinal);
        Assert.Contains(words, AlertText.Render(alert with { MayBeUnseen = true }).Plain, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;", TelegramHtml.Render(AlertText.Render(alert with { WithdrawnInWords = "<b>" })), StringComparison.Ordinal);
        Assert.InRange(AlertText.Render(alert with { WithdrawnInWords = new string('长', 5000) }).Plain.Length, 200, 600);
        Assert.DoesNotContain(words, AlertText.Render(alert with { TakenDownBecause = "?" }).Plain, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("接到自称公检法的电话，要求转账到“安全账户”的，一律是诈骗。请立即挂断，拨打96110核实。")]
    [InlineData("Calls that ask you to move money to a safe account are always fraud. Hang up and call the police.")]
    public void A_short_text_is_whole_because_its_end_says_what_to_do(string text) =>
        Assert.Contains(text, AlertText.Render(AlertSamples.Ordinary() with { Summary = text }).Plain, StringComparison.Ordinal);

    [Theory]
    [InlineData("本地新闻_古镇在线", "古镇在线", "来源：本地新闻_古镇在线")]
    [InlineData("古镇在线 - 本地新闻", "古镇在线", "来源：古镇在线 - 本地新闻")]
    [InlineData("本地新闻_古镇在线", "古镇晚报", "来源：古镇晚报（本地新闻_古镇在线转载）")]
    [InlineData("新古镇在线网", "古镇在线", "来源：古镇在线（新古镇在线网转载）")]
    public void A_site_that_names_itself_as_the_origin_reprints_nothing(string source, string origin, string line) =>
        Assert.StartsWith(line + " ·", AlertText.SourceLine(AlertSamples.Ordinary() with { SourceName = source, OriginName = origin }, ChatTexts.For("zh")), StringComparison.Ordinal);

    [Fact]
    public void The_web_chat_shows_the_picture_of_who_is_sought_until_that_is_over()
    {
        const string picture = "https://portal.example/312.jpg";
        var alert = AlertSamples.Missing() with { ImageUrl = picture };
        Assert.Equal(picture, Yunhepan.FeedBot.Chat.Web.WebMessage.From(alert).Alert!.Picture);
        Assert.Null(Yunhepan.FeedBot.Chat.Web.WebMessage.From(alert with { Kind = AlertKind.Withdrawn }).Alert!.Picture);
        Assert.Null(Yunhepan.FeedBot.Chat.Web.WebMessage.From(alert with { Kind = AlertKind.Ended }).Alert!.Picture);
        Assert.Null(Yunhepan.FeedBot.Chat.Web.WebMessage.From(alert with { ImageUrl = "javascript:alert(1)" }).Alert!.Picture);
        Assert.Null(Yunhepan.FeedBot.Chat.Web.WebMessage.From(AlertSamples.Ordinary() with { ImageUrl = picture }).Alert!.Picture);
    }

    [Fact]
    public void An_urgent_title_that_is_the_whole_notice_is_not_cut_before_its_telephone()
    {
        var notice = "寻人：" + string.Concat(Enumerable.Repeat("七旬老人今晨在运河公园走失，身穿灰色外套，推蓝色小车。", 9)) + "联系电话 0537-555-0142";
        Assert.Contains("0537-555-0142", AlertText.Render(AlertSamples.Missing() with { Title = notice, Summary = null }).Plain, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_else_tells_it_gives_way_to_the_words_of_an_urgent_alert()
    {
        var text = string.Concat(Enumerable.Repeat("身穿灰色外套，推蓝色小车，有线索请联系警方。", 40));
        var alert = AlertSamples.Missing() with
        {
            Text = text,
            HasFullText = true,
            AlsoAt = [.. Enumerable.Range(1, 8).Select(n => new AlsoAt($"第{n}家名字很长很长很长很长很长很长很长很长很长很长很长很长很长很长的新闻门户网站", "http://other.example/" + n))],
            Categories = [.. Enumerable.Range(1, 5).Select(n => $"名字很长很长很长很长很长很长很长很长很长很长很长很长的类别{n}")],
        };
        var shown = AlertText.View(alert, new TextForm(TelegramMessage.MaxCaption)).Text;
        Assert.InRange(shown.Length, AlertText.LeastUrgent, TelegramMessage.MaxCaption);
        Assert.Contains(text[..(AlertText.LeastUrgent - 50)], shown.Plain, StringComparison.Ordinal);
    }

    [Fact]
    public void An_english_reader_gets_english_around_the_same_article()
    {
        var text = AlertText.Render(AlertSamples.Ordinary("en") with { OriginName = null, PublishedHasTime = false }).Plain;
        Assert.Contains("Source: 济宁新闻网 · 23 Nov 2026", text, StringComparison.Ordinal);
        Assert.DoesNotContain("URGENT", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_correction_says_what_changed()
    {
        var text = AlertText.Render(AlertSamples.Ordinary() with { Kind = AlertKind.Corrected, Changes = ["时间：十八时 → 十九时"] }).Plain;
        Assert.StartsWith("✏️ 更正\n", text, StringComparison.Ordinal);
        Assert.Contains("✎ 时间：十八时 → 十九时", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_withdrawn_article_is_struck_and_leads_nowhere()
    {
        var alert = AlertSamples.Ordinary() with { Kind = AlertKind.Withdrawn };
        var html = TelegramHtml.Render(AlertText.Render(alert));
        Assert.Contains("<s>城区三所学校下周起试行课后延时服务</s>", html, StringComparison.Ordinal);
        Assert.Contains("已撤回", html, StringComparison.Ordinal);
        Assert.Null(AlertKeyboard.For(alert, isShared: false));
    }

    [Theory]
    [InlineData("zh", SilentBecause.FollowedLater, "➖ 它发出的时候您还没有关注，所以没有发给您。")]
    [InlineData("en", SilentBecause.FollowedLater, "➖ You did not follow this yet when it was sent, so it did not come to you.")]
    [InlineData("zh", SilentBecause.NotWantedThen, "➖ 它发出的时候，您当时的设置（静音、筛选或暂停）没有包括它，或者当时发不到这里，所以没有发给您。")]
    [InlineData("en", SilentBecause.NotWantedThen, "➖ When it was sent, your settings of that time (muted, filtered or paused) did not include it, or this chat could not be reached.")]
    [InlineData("zh", SilentBecause.Stopped, "⏸ 您停止了全部提醒，所以没有发给您。想恢复的时候发“恢复”或者 /resume。")]
    [InlineData("en", SilentBecause.TooOld, "➖ It was published too long ago to be news, so it does not alert.")]
    public void Why_says_what_kept_it_from_coming(string language, SilentBecause silence, string line)
    {
        var now = new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.FromHours(8));
        var why = new Explanation
        {
            Article = AlertSamples.Missing(language),
            SeenAt = now.AddHours(-1),
            Matched = [new Topic(new TopicKey(TopicKind.Category, "news"), null, new LocalisedName("新闻", "News"), Priority.Normal)],
            Silence = silence,
        };
        Assert.Equal(line, WhyText.Lines(why, ChatTexts.For(language), now)[^1]);
    }

    [Theory]
    [InlineData("zh", "➖ 08:00 没有发（轮到它时，按您当时的设置已经不发它了）")]
    [InlineData("en", "➖ Not sent at 08:00 (your settings no longer included it when its turn came)")]
    public void Why_says_in_the_readers_language_that_it_was_not_wanted_any_more(string language, string line)
    {
        var now = new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.FromHours(8));
        var dropped = new ExplainedStep(AlertKind.New, now.AddHours(-1), DeliveryOutcome.Dropped, null, "words", ReceiptCause.NotWanted);
        var why = new Explanation { Article = AlertSamples.Missing(language), SeenAt = now.AddHours(-2), Steps = [dropped] };
        Assert.Equal(line, WhyText.Lines(why, ChatTexts.For(language), now)[^1]);
    }

    [Fact]
    public void Whatever_a_source_writes_becomes_text_within_the_limits()
    {
        var random = new Random(42);
        string[] parts =
        [
            "<script>alert(1)</script>", "&amp;", "</b>", "\"><a href=x>", "👨‍👩‍👧‍👦", "é̂", "🇨🇳", "\ud83d", "济宁", "\0", "\r\n", " ", "。", new('长', 300), new('\u0301', 500),
        ];
        for (var i = 0; i < 400; i++)
        {
            string Any() => string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => parts[random.Next(parts.Length)]));
            var alert = AlertSamples.Missing() with
            {
                Kind = (AlertKind)(i % 3),
                Title = Any(),
                Summary = Any(),
                SourceName = Any(),
                OriginName = Any(),
                Url = i % 5 == 0 ? "javascript:alert(1)" : "https://portal.example/?" + Uri.EscapeDataString(i % 2 == 0 ? "\"<>" : "a&b"),
                Categories = [Any(), Any()],
                Changes = [.. Enumerable.Range(0, i % 40).Select(_ => Any())],
            };
            AssertSound(AlertText.Render(alert));
        }
    }

    [Fact]
    public void A_text_is_cut_between_characters_as_people_see_them()
    {
        var family = "👨‍👩‍👧‍👦";
        for (var length = 8; length < 60; length++)
        {
            var cut = ChatText.Empty.Bold(string.Concat(Enumerable.Repeat(family, 10))).Cut(length);
            Assert.InRange(cut.Length, 1, length);
            Assert.Equal("", cut.Plain.Replace(family, "", StringComparison.Ordinal).TrimEnd('…'));
        }

        var big = ChatText.Empty;
        for (var i = 0; i < 200; i++)
            big = big.Link($"第{i}条<消息>", $"https://portal.example/{i}?a=\"b\"&c", ChatStyle.Bold).Line(new string('文', 30));
        AssertSound(big);
    }

    private static void AssertSound(ChatText text)
    {
        var html = TelegramHtml.Render(text);
        var open = new Stack<string>();
        var entities = 0;
        foreach (Match tag in Tag.Matches(html))
        {
            Assert.Matches("^(</?[bis]>|</a>|<a href=\"https?://[^\"<>]*\">)$", tag.Value);
            if (tag.Value[1] == '/')
                Assert.Equal(tag.Value[2], open.Pop()[1]);
            else
                open.Push(tag.Value);
            entities++;
        }

        Assert.Empty(open);
        Assert.InRange(entities / 2, 0, 101);
        var plain = WebUtilityDecode(Tag.Replace(html, ""));
        Assert.InRange(plain.EnumerateRunes().Count(), 0, TelegramHtml.MaxLength);
        Assert.DoesNotContain(plain, c => char.IsSurrogate(c) && !IsPaired(plain));
        Assert.True(new StringInfo(plain).LengthInTextElements >= 0);
    }

    private static bool IsPaired(string text) => text.EnumerateRunes().Sum(rune => rune.Utf16SequenceLength) == text.Length;

    private static string WebUtilityDecode(string html) => System.Net.WebUtility.HtmlDecode(html);

    [GeneratedRegex("<[^>]*>", RegexOptions.None, 1000)]
    private static partial Regex Tag { get; }
}
