using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Web;

namespace Yunhepan.FeedBot.Tests.Chat;

/// <summary>A correction, a withdrawal or an end tells each fact once: headline, mark, note and change lines share the work.</summary>
public sealed class SaidOnceTests
{
    private const string Title = "演唱会改为 19时 开始";

    [Fact]
    public void A_new_title_is_the_headline_and_the_old_one_is_told_beside_it()
    {
        Assert.Equal(["原标题：演唱会取消"], Lines("演唱会照常举行", new ArticleChange(ChangedField.Title, "演唱会取消", "演唱会照常举行")));
        Assert.Equal(["Earlier title: Off"], ListedChanges.From([new ArticleChange(ChangedField.Title, "Off", "On")], "On").Select(c => ChangeLine.Format(c, "en")));
    }

    [Fact]
    public void A_fact_that_is_all_that_changed_is_told_by_itself()
    {
        Assert.Equal(["时间：18时 → 19时"], Lines(
            Title,
            new ArticleChange(ChangedField.Title, "演唱会改为 18时 开始", Title),
            new ArticleChange(ChangedField.Text, "…市民中心的演唱会改为 18时 开始，凭票入场…", "…市民中心的演唱会改为 19时 开始，凭票入场…"),
            new ArticleChange(ChangedField.Time, "18时", "19时")));
        Assert.Equal(["数字：三人 → 五人"], Lines(
            "伤者五人", new ArticleChange(ChangedField.Title, "伤者三人", "伤者五人"), new ArticleChange(ChangedField.Number, "三人", "五人")));
    }

    [Fact]
    public void A_passage_that_changed_in_other_words_too_is_told_with_its_facts_in_it()
    {
        Assert.Equal(["正文：停水到 18时 → 停水延长到 20时，请储水", "姓名：张三 → 李四"], Lines(
            "通知",
            new ArticleChange(ChangedField.Text, "停水到 18时", "停水延长到 20时，请储水"),
            new ArticleChange(ChangedField.Time, "18时", "20时"),
            new ArticleChange(ChangedField.Name, "张三", "李四")));
    }

    [Theory]
    [InlineData(
        "因管网检修，北关街道自今晚八点起计划停水三天，请居民提前储水，不便之处敬请谅解。",
        "因管网检修，北关街道自今晚八点起计划停水五天，请居民提前储水，不便之处敬请谅解。",
        "正文：…晚八点起计划停水三天，请居民提前储…→…晚八点起计划停水五天，请居民提前储…")]
    [InlineData(
        "Water will be off in the northern district for three days from eight tonight, please store some.",
        "Water will be off in the northern district for five days from eight tonight, please store some.",
        "正文：…district for three days from…→…district for five days from…")]
    [InlineData("今晚停水三天", "今晚停水五天", "正文：今晚停水三天→今晚停水五天")]
    public void A_long_passage_is_told_where_it_changed(string before, string after, string line) =>
        Assert.Equal(line, Assert.Single(Lines("x", new ArticleChange(ChangedField.Text, before, after))).Replace(" → ", "→", StringComparison.Ordinal));

    [Theory]
    [InlineData("【更正】停水通知", "停水通知")]
    [InlineData("更正：停水通知", "停水通知")]
    [InlineData("Correction: water off", "water off")]
    public void A_title_that_only_says_that_it_is_corrected_changed_nothing_else(string after, string before) =>
        Assert.Empty(Lines(after, new ArticleChange(ChangedField.Title, before, after)));

    [Theory]
    [InlineData("更正声明：昨日报道的人数有误", "更正声明：昨日报道的人数有误")]
    [InlineData("昨日报道的人数有误", "更正声明：昨日报道的人数有误")]
    public void A_notice_of_correction_has_its_name_once(string said, string line) =>
        Assert.Equal([line], Lines("x", new ArticleChange(ChangedField.Notice, "", said)));

    [Fact]
    public void The_same_change_of_two_corrections_is_told_once() => Assert.Single(Lines(
        "x", new ArticleChange(ChangedField.Number, "3人", "4人"), new ArticleChange(ChangedField.Number, "3人", "4人")));

    [Theory]
    [InlineData("zh", AlertEnd.Found, "已找到", "找到")]
    [InlineData("zh", AlertEnd.Lifted, "已解除", "解除")]
    [InlineData("zh", AlertEnd.Lowered, "已降级", "降级")]
    [InlineData("zh", AlertEnd.Caught, "已到案", "到案")]
    [InlineData("zh", AlertEnd.SearchOver, "已结束", "结束")]
    [InlineData("en", AlertEnd.Found, "FOUND", "found")]
    [InlineData("en", AlertEnd.Lifted, "LIFTED", "lifted")]
    [InlineData("en", AlertEnd.Lowered, "LOWERED", "lowered")]
    public void An_end_is_said_by_its_mark_and_not_again(string language, AlertEnd ending, string mark, string fact)
    {
        var alert = AlertSamples.Ordinary(language) with { Title = "x", Kind = AlertKind.Ended, EndedAs = ending };
        foreach (var text in (string[])[AlertText.Render(alert).Plain, AlertText.Announcement(alert).Plain, Card(alert)])
        {
            Assert.Contains(mark, text, StringComparison.Ordinal);
            Assert.Equal(2, text.ToUpperInvariant().Split(fact.ToUpperInvariant()).Length);
        }
    }

    [Theory]
    [InlineData("zh", "撤回")]
    [InlineData("en", "withdrawn")]
    public void A_withdrawal_is_said_by_its_mark_and_not_again(string language, string fact)
    {
        var alert = AlertSamples.Ordinary(language) with { Title = "x", Kind = AlertKind.Withdrawn };
        foreach (var each in (AlertMessage[])[alert, alert with { MayBeUnseen = true }])
        {
            foreach (var text in (string[])[AlertText.Render(each).Plain, Card(each)])
                Assert.Equal(2, text.ToUpperInvariant().Split(fact.ToUpperInvariant()).Length);
        }
    }

    [Theory]
    [InlineData("zh", "恢复")]
    [InlineData("en", "restored")]
    public void What_is_restored_says_so_once(string language, string fact)
    {
        var alert = AlertSamples.Ordinary(language) with
        {
            Title = "x", Summary = null, Text = null, Kind = AlertKind.Restored,
            Changes = [ChangeLine.Format(new ListedChange(new ArticleChange(ChangedField.Restored, "", "")), language)],
        };
        foreach (var text in (string[])[AlertText.Render(alert).Plain, Card(alert)])
            Assert.Equal(2, text.ToUpperInvariant().Split(fact.ToUpperInvariant()).Length);
    }

    private static string Card(AlertMessage alert)
    {
        var card = WebMessage.From(alert).Alert!;
        return string.Join('\n', [card.Mark, card.Title, card.Note, .. card.Changes]);
    }

    private static IEnumerable<string> Lines(string title, params ArticleChange[] changes) =>
        ListedChanges.From(changes, title).Select(change => ChangeLine.Format(change, "zh"));
}
