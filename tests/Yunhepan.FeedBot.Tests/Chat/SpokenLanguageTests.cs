using Yunhepan.FeedBot.Alerts.Auditing;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Tests.Chat;

/// <summary>A person is answered in the language she chose; else in the one she writes, or her program speaks.</summary>
public sealed class SpokenLanguageTests : IAsyncLifetime
{
    private ChatApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await ChatApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData("关注 健康", "已关注")]
    [InlineData("/follow 健康", "已关注")]
    [InlineData("帮助", "可以这样用")]
    [InlineData("搜索 停电", "没有")]
    [InlineData("你好，怎么用？", "可以这样用")]
    public async Task Who_writes_chinese_in_an_english_program_is_answered_in_chinese(string words, string said)
    {
        Assert.Contains(said, (await _app.SayAsync(words, "first", language: "en")).Text, StringComparison.Ordinal);

        Assert.Contains("Welcome", (await _app.SayAsync("/start", "later", language: "en")).Text, StringComparison.Ordinal);
        Assert.Contains(said, (await _app.SayAsync(words, "later", language: "en")).Text, StringComparison.Ordinal);
        Assert.Contains("可以这样用", (await _app.SayAsync("/help", "later", language: "en")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("关注 健康", "You now follow")]
    [InlineData("/latest 健康", "There are no articles")]
    public async Task Who_chose_english_keeps_it_whatever_she_writes(string words, string said)
    {
        await _app.SayAsync("/start", language: "zh");
        await _app.SayAsync("/language en");

        Assert.Contains(said, (await _app.SayAsync(words, language: "zh")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/search 停电")]
    [InlineData("/why 西关大桥")]
    [InlineData("/read 西关大桥")]
    [InlineData("/word 停水")]
    [InlineData("search 停水")]
    [InlineData("Why 西关大桥")]
    [InlineData("／search 停水")]
    public async Task Who_quotes_a_chinese_article_still_reads_english(string words)
    {
        await _app.SayAsync("/start", "reader", language: "en");
        Assert.DoesNotContain("没", (await _app.SayAsync(words, "reader", language: "en")).Text, StringComparison.Ordinal);

        Assert.Contains("Mute", (await _app.SayAsync("/help", "reader", language: "en")).Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_button_says_nothing_about_the_language()
    {
        await _app.SayAsync("/start", language: "en");

        Assert.Contains("You now follow the word", (await _app.SayAsync("word 停水", button: true, language: "en")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hello, how does this work", "I did not understand")]
    [InlineData("你好", "您好！")]
    [InlineData("ok", "好的")]
    public async Task Where_the_program_says_nothing_the_letters_do(string words, string said) =>
        Assert.Contains(said, (await _app.SayAsync(words, language: null)).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("zh", "en-GB,en;q=0.9", "欢迎")]
    [InlineData("en", "zh-CN,zh;q=0.9", "Welcome")]
    public async Task The_address_of_the_page_decides_over_the_browser(string asked, string browser, string said)
    {
        using var visitor = WebVisitor.Without(_app);
        visitor.Http.DefaultRequestHeaders.AcceptLanguage.Clear();
        visitor.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(browser);
        Assert.Equal(System.Net.HttpStatusCode.OK, await visitor.PostAsync("/chat/session", new { language = asked }));
        await using var page = await visitor.OpenAsync();
        Assert.Contains(said, (await page.NextAsync()).Text, StringComparison.Ordinal);

        // A choice made by the address is a choice: what is written later does not undo it.
        await visitor.SayAsync("关注 健康");
        await page.NextAsync();
        Assert.Contains(asked == "zh" ? "已关注" : "You now follow", (await page.NextAsync()).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "so is")]
    [InlineData("zh", "你")]
    [InlineData("zh", "警情")]
    [InlineData("zh", "发布者")]
    [InlineData("zh", "发布单位")]
    [InlineData("zh", "过滤")]
    [InlineData("zh", "安静")]
    [InlineData("zh", "撤稿")]
    [InlineData("zh", "urgent off")]
    [InlineData("en", "look in")]
    public void The_words_of_the_bot_are_without_riddles_and_of_one_kind(string language, string word)
    {
        var texts = ChatTexts.For(language);
        foreach (var text in TextsOf(texts).Concat(TextsOf(texts.Settings)).Concat(TextsOf(texts.Alert)).Concat(TextsOf(texts.Why)))
            Assert.DoesNotContain(word, text, StringComparison.Ordinal);
    }

    private static IEnumerable<string> TextsOf(object texts) => texts.GetType().GetProperties()
        .Where(property => property.GetMethod is { IsStatic: false })
        .SelectMany(property => property.GetValue(texts) switch
        {
            string text => [text],
            ValueTuple<string, string> named => [named.Item1, named.Item2],
            Func<string, string> one => [one("x")],
            Func<string, string, string> two => [two("x", "y")],
            Func<FilingEvidence, string, string> evidence => Enum.GetValues<FilingEvidence>().Select(kind => evidence(kind, "x")),
            _ => (IEnumerable<string>)[],
        });
}
