using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Telegram;
using Yunhepan.FeedBot.Chat.Web;

namespace Yunhepan.FeedBot.Tests.Chat;

/// <summary>A reader's template shapes its messages, is checked when it is set, and can neither do harm nor hide what must be said.</summary>
public sealed class TemplateTests : IAsyncLifetime
{
    private static readonly ChatAddress Person = new("web", "web", "person");

    private ChatApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await ChatApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static AlertMessage With(AlertMessage alert, string template, bool alsoUrgent = false) => alert with
    {
        Format = new MessageFormat { Template = template, TemplateHasText = TemplateParser.ShowsText(template), AlsoUrgent = alsoUrgent ? true : null },
    };

    private static AlertMessage News => AlertSamples.Ordinary() with { Authors = ["陈知远"], Text = "自愿参加。", HasFullText = true };

    [Fact]
    public void The_message_is_what_the_template_makes_of_it_and_names_its_source_in_any_case()
    {
        Assert.Equal(
            $"{News.Title}\n#教育 陈知远\n— 运河晚报 · 济宁新闻网",
            AlertText.Render(With(News, "{{ title | bold }}\n{% for c in categories %}#{{ c }} {% endfor %}{{ authors | join: ', ' }}")).Plain.Replace("\n\n", "\n", StringComparison.Ordinal));
        Assert.Equal("运河晚报 · 济宁新闻网：" + News.Title, AlertText.Render(With(News, "{{ source }}：{{ title }}")).Plain);
    }

    [Fact]
    public void Foreign_words_are_text_and_no_markup_on_any_platform()
    {
        var alert = With(News with { Title = "<b>警告</b> \uE002http://evil.example\uE003点我\uE004 {{ url }}" }, "{{ title }} {{ title | link: url }}");
        var html = TelegramHtml.Render(AlertText.Render(alert));
        Assert.Contains("&lt;b&gt;警告&lt;/b&gt;", html, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"http://evil", html, StringComparison.Ordinal);
        Assert.Contains("href=\"http://www.portal.example/", html, StringComparison.Ordinal);
        Assert.Contains("{{ url }}", html, StringComparison.Ordinal);
        Assert.Contains(WebMessage.From(alert).Alert!.Made, span => span.Url == News.Url);
    }

    [Theory]
    [InlineData(AlertKind.Corrected, "✏️ 更正\n")]
    [InlineData(AlertKind.Restored, "↩️ 已恢复\n")]
    [InlineData(AlertKind.Withdrawn, "⛔ 已撤回\n")]
    [InlineData(AlertKind.Ended, "✅ 已找到\n")]
    public void Marks_and_changes_stand_around_its_output(AlertKind kind, string mark)
    {
        var text = AlertText.Render(With(News with { Kind = kind, EndedAs = AlertEnd.Found, Changes = ["时间：三点 → 四点"] }, "{{ title }}")).Plain;
        Assert.StartsWith(mark, text, StringComparison.Ordinal);
        Assert.Contains("济宁新闻网", text, StringComparison.Ordinal);
        Assert.Equal(kind == AlertKind.Corrected, text.Contains("✎ 时间：三点 → 四点", StringComparison.Ordinal));
    }

    [Fact]
    public void An_urgent_alert_uses_it_only_for_who_agreed()
    {
        var missing = AlertSamples.Missing() with { Text = "身高一米二八，电话 0537-555-0142。", HasFullText = true };
        Assert.Contains("0537", AlertText.Render(With(missing, "{{ title }}")).Plain, StringComparison.Ordinal);
        const string Own = "{{ title }}！{{ text }}";
        Assert.DoesNotContain(missing.Title + "！", AlertText.Render(With(missing, Own)).Plain, StringComparison.Ordinal);
        Assert.StartsWith($"🚨 紧急\n{missing.Title}！身高", AlertText.Render(With(missing, Own, alsoUrgent: true)).Plain, StringComparison.Ordinal);
        // One without the description is not used, whatever was agreed to.
        Assert.Contains("0537", AlertText.Render(With(missing, "{{ title }}", alsoUrgent: true)).Plain, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{% for a in text %}{% for b in categories %}{{ text }}{% endfor %}{% endfor %}{{ text | append: text | append: text | append: text }}")]
    [InlineData("{{ nothing }}")]
    [InlineData("{{ title")]
    public void One_that_cannot_be_rendered_gives_the_usual_message(string template)
    {
        var alert = News with { Text = new string('长', 4000), Categories = [.. Enumerable.Range(0, 400).Select(n => $"类{n}")] };
        Assert.Contains(News.Title, AlertText.Render(With(alert, template)).Plain, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{{ title }", 1)]
    [InlineData("{{ title }}\n{% if urgent %}", 2)]
    [InlineData("{{ title }}\n\n{{ text | replace: 'a', text }}", 3)]
    [InlineData("{{ title }}\n{{ wether }}", 2)]
    [InlineData("{% include 'passwd' %}", 1)]
    [InlineData("{% render 'x' %}", 1)]
    [InlineData("{% assign a = title %}{{ a }}", 1)]
    [InlineData("{% capture a %}{{ title }}{% endcapture %}", 1)]
    [InlineData("{% for i in (1..100000000) %}{{ title }}{% endfor %}", 1)]
    [InlineData("{{ title | times: 9 }}", 1)]
    public async Task A_fault_is_named_with_its_line_and_column_and_nothing_is_changed(string template, int line)
    {
        var answer = await _app.SayAsync("/format template " + template);
        Assert.Matches($"模板第 {line} 行第 [0-9]+ 个字有错", answer.Text);
        Assert.Null((await FormatAsync()).Template);
    }

    [Theory]
    [InlineData("{{ title }}", false)]
    [InlineData("{{ text | truncate: 50 }}", false)]
    [InlineData("{{ title | bold }}\n{{ text }}", true)]
    public void Whether_the_text_is_shown_is_found_out(string template, bool isShown) => Assert.Equal(isShown, TemplateParser.ShowsText(template));

    [Fact]
    public async Task It_is_asked_for_shown_in_the_preview_removed_and_had_back()
    {
        var page = await _app.SayAsync("/format");
        Assert.Contains("title 标题", (await _app.SayAsync(page.ActionOf("模板…"), button: true)).Text, StringComparison.Ordinal);
        page = await _app.SayAsync("》{{ title }}《\n{{ source }}");
        Assert.Contains("》（样例）城北三条街周六上午停水《\n样例报", page.Text, StringComparison.Ordinal);
        Assert.Contains("省去：正文", page.Text, StringComparison.Ordinal);

        page = await _app.SayAsync(page.ActionOf("去掉模板"), button: true);
        Assert.Null((await FormatAsync()).Template);
        await _app.SayAsync(page.ActionOf("撤销"), button: true);
        Assert.Equal("》{{ title }}《\n{{ source }}", (await FormatAsync()).Template);
        Assert.Contains("不像模板", (await _app.SayAsync("格式 模板 你好")).Text, StringComparison.Ordinal);
        await _app.SayAsync("/format template off");
        Assert.Equal(MessageFormat.Usual, await FormatAsync());
    }

    private async Task<MessageFormat> FormatAsync()
    {
        var chat = (await _app.AskAsync<SubscriberStore, Subscriber?>(all => all.FindAsync(Person, ChatApp.Cancel)))!;
        return await _app.AskAsync<ChatFormats, MessageFormat>(all => all.FindAsync(chat.FormatId, ChatApp.Cancel));
    }
}
