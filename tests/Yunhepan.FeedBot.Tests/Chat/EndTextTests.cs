using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Telegram;
using Yunhepan.FeedBot.Chat.Text;
using Yunhepan.FeedBot.Chat.Web;

namespace Yunhepan.FeedBot.Tests.Chat;

/// <summary>The end of an alert is said so that nobody reads the opposite, and so that it is clear which alert is meant.</summary>
public sealed class EndTextTests
{
    [Theory]
    [InlineData("zh", AlertKind.Ended, "寻人信息（已找到）")]
    [InlineData("zh", AlertKind.Withdrawn, "寻人信息（已找到）")]
    [InlineData("en", AlertKind.Ended, "Missing person (found)")]
    [InlineData("en", AlertKind.Ended, "Missing person (search over)")]
    public void What_is_left_of_a_title_without_its_person_is_not_taken_back(string language, AlertKind kind, string title)
    {
        var alert = AlertSamples.Missing(language) with
        {
            Kind = kind, EndedAs = AlertEnd.Found, Title = title, IsForgotten = true, Summary = null, Text = null,
        };

        Assert.Contains(title, AlertText.Render(alert).Plain, StringComparison.Ordinal);
        Assert.DoesNotContain(AlertText.Render(alert).Spans, IsStruck);
        Assert.DoesNotContain("<s>", TelegramHtml.Render(DigestText.Render(Digest(alert))), StringComparison.Ordinal);
        Assert.True(WebMessage.From(alert).Alert!.IsForgotten);

        // As long as the title names what is over, it is struck.
        var fresh = alert with { IsForgotten = false };
        Assert.Contains(AlertText.Render(fresh).Spans, IsStruck);
        Assert.Contains(DigestText.Render(Digest(fresh)).Spans, IsStruck);
        Assert.False(WebMessage.From(fresh).Alert!.IsForgotten);
    }

    [Theory]
    [InlineData("zh", AlertEnd.Found, "✅ 已找到\n谢谢您的关心，请不要再转发。\n所指提醒：寻人 · 2026-11-23 07:40 发布 · 济宁新闻网")]
    [InlineData("zh", AlertEnd.SearchOver, "◾ 搜寻已结束\n请不要再转发。\n所指提醒：寻人 · 2026-11-23 07:40 发布 · 济宁新闻网")]
    [InlineData("zh", null, "🚨 更正：还没有结束\n来源更正了之前的说法，请继续留意。\n所指提醒：寻人 · 2026-11-23 07:40 发布 · 济宁新闻网")]
    [InlineData("en", AlertEnd.Lowered, "🔽 LOWERED\nPlease go by the new warning.\nAbout: 寻人 · published 23 Nov 2026, 07:40 · 济宁新闻网")]
    [InlineData("en", AlertEnd.Caught, "✅ IN CUSTODY\nPlease do not share this any more.\nAbout: 寻人 · published 23 Nov 2026, 07:40 · 济宁新闻网")]
    [InlineData("en", null, "🚨 CORRECTION: this is not over\nThe source has corrected what it said. Please keep an eye out.\nAbout: 寻人 · published 23 Nov 2026, 07:40 · 济宁新闻网")]
    public void The_reply_to_an_end_says_which_alert_it_is_about_and_what_its_time_is(string language, AlertEnd? ending, string said) =>
        Assert.Equal(said, AlertText.Announcement(AlertSamples.Missing(language) with
        {
            Kind = ending is null ? AlertKind.Corrected : AlertKind.Ended, EndedAs = ending,
        }).Plain);

    [Theory]
    [InlineData("zh", "所指提醒：2026-11-23 发布 · 济宁新闻网")]
    [InlineData("en", "About: published 23 Nov 2026 · 济宁新闻网")]
    public void Without_a_category_the_source_is_named_once(string language, string line)
    {
        var ended = AlertSamples.Missing(language) with { Kind = AlertKind.Ended, EndedAs = AlertEnd.Found, Categories = [], Category = null, PublishedHasTime = false };

        Assert.Equal(line, AlertText.Announcement(ended).Plain.Split('\n')[^1]);
        var undated = AlertText.Announcement(ended with { PublishedAt = null }).Plain.Split('\n')[^1];
        Assert.DoesNotContain(language == "zh" ? "发布" : "published", undated, StringComparison.Ordinal);
        Assert.EndsWith("济宁新闻网", undated, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh", "说的是 2026-11-23 08:05 发到这里的消息。")]
    [InlineData("en", "This is about the message sent here on 23 Nov 2026, 08:05.")]
    public void Where_nothing_can_be_edited_the_two_times_are_told_apart(string language, string sent)
    {
        var earlier = new EarlierMessage("5-1", new DateTimeOffset(2026, 11, 23, 8, 5, 0, TimeSpan.FromHours(8)));
        var ended = AlertSamples.Missing(language) with { Kind = AlertKind.Ended, EndedAs = AlertEnd.Found };

        var lines = AlertText.Announcement(ended, new TextForm(Earlier: earlier)).Plain.Split('\n');

        Assert.Equal(sent, lines[^2]);
        Assert.Contains(language == "zh" ? "07:40 发布" : "published 23 Nov 2026, 07:40", lines[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh", DigestKind.CatchUp, 1, "🗂 之前有 1 篇文章没有马上发：")]
    [InlineData("en", DigestKind.CatchUp, 1, "🗂 1 article was held back:")]
    [InlineData("en", DigestKind.CatchUp, 12, "🗂 12 articles were held back:")]
    [InlineData("zh", DigestKind.Daily, 5, "📋 每日汇总 · 2026-11-23 · 5 篇")]
    [InlineData("en", DigestKind.Weekly, 1, "📋 Weekly digest · 23 Nov 2026 · 1 article")]
    public void A_digest_is_headed_by_what_it_holds(string language, DigestKind kind, int count, string heading) =>
        Assert.Equal(heading, DigestText.Render(Digest(AlertSamples.Ordinary(language)) with { Kind = kind, Count = count }).Plain.Split('\n')[0]);

    private static bool IsStruck(ChatSpan span) => span.Style.HasFlag(ChatStyle.Strike);

    private static DigestMessage Digest(AlertMessage alert) => new()
    {
        Kind = DigestKind.Daily, Language = alert.Language, At = new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.FromHours(8)), Count = 1,
        Sections = [new DigestSection(null, [alert])],
    };
}
