using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Chat.Commands;
using Yunhepan.FeedBot.Tests.Publishing;

namespace Yunhepan.FeedBot.Tests.Chat;

/// <summary>Tests what people say who talk to a bot as to a person.</summary>
public sealed class SmallTalkTests : IAsyncLifetime
{
    private ChatApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await ChatApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData("你好", "您好！")]
    [InlineData("您好！！", "您好！")]
    [InlineData("你好👋", "您好！")]
    [InlineData("早上好。", "您好！")]
    [InlineData("在吗？", "您好！")]
    [InlineData("谢谢", "不客气")]
    [InlineData("谢谢谢谢", "不客气")]
    [InlineData("好的，谢谢你～", "不客气")]
    [InlineData("🙏 多谢", "不客气")]
    [InlineData("再见", "再见")]
    [InlineData("嗯嗯", "好的")]
    public async Task Courtesies_are_answered_kindly(string said, string answer)
    {
        var reply = await _app.SayAsync(said);
        Assert.StartsWith(answer, reply.Text, StringComparison.Ordinal);
        Assert.NotEmpty(reply.Buttons);
    }

    [Theory]
    [InlineData("Hello!", "Hello!")]
    [InlineData("good morning", "Hello!")]
    [InlineData("Thank you very much.", "You are welcome")]
    [InlineData("ＴＨＡＮＫＳ", "You are welcome")]
    [InlineData("bye bye", "Goodbye")]
    public async Task They_are_answered_in_english_too(string said, string answer) =>
        Assert.StartsWith(answer, (await _app.SayAsync(said, language: "en")).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("帮助")]
    [InlineData("?")]
    [InlineData("？")]
    [InlineData("？？？")]
    [InlineData("help")]
    [InlineData("你好，帮助")]
    public async Task Who_asks_for_help_gets_it(string said) =>
        Assert.Contains("可以这样用", (await _app.SayAsync(said)).Text, StringComparison.Ordinal);

    [Fact]
    public async Task Thanks_are_no_answer_to_a_question_of_the_bot()
    {
        await using var scope = Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.CreateAsyncScope(_app.Services);
        await _app.SayAsync("/start");
        await _app.AskAsync<FeedBot.Alerts.Subscribers.OpenQuestions, bool>(async questions =>
        {
            await questions.AskAsync((await _app.AskAsync<FeedBot.Alerts.Subscribers.SubscriberStore, Subscriber?>(all => all.FindAsync(new ChatAddress("web", "web", "person"), ChatApp.Cancel)))!, "follow", ChatApp.Cancel);
            return true;
        });
        Assert.StartsWith("不客气", (await _app.SayAsync("谢谢")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("哪里有新步道？", "步道")]
    [InlineData("今天步道开放了吗", "步道开放")]
    [InlineData("请问运河步道什么时候开放？", "运河步道")]
    [InlineData("你好，有没有步道的消息", "步道")]
    [InlineData("會不會有步道？", "步道")]
    public async Task A_question_is_answered_by_what_was_found_and_its_word_can_be_followed(string question, string word)
    {
        var article = Sample.Article(1, title: "运河步道开放");
        article.ContentText = "运河步道开放，新步道全长三公里。";
        await _app.StoreAsync(article, Sample.Article(2, "health", "医院开放日"));

        var reply = await _app.SayAsync(question);

        Assert.Contains("运河步道开放", reply.Text, StringComparison.Ordinal);
        Assert.Contains(reply.Buttons, button => button.Action!.StartsWith("word ", StringComparison.Ordinal));
        Assert.Contains(QuestionWords.In(SmallTalk.AfterGreeting(question)), found => found.Contains(word[..2], StringComparison.Ordinal));
        Assert.Empty(await _app.FollowedAsync(new ChatAddress("web", "web", "person")));
    }

    [Fact]
    public async Task An_english_question_finds_its_words_too()
    {
        var article = Sample.Article(1, title: "Power outage in the old town");
        article.ContentText = "A power outage is announced for Friday.";
        await _app.StoreAsync(article);
        var reply = await _app.SayAsync("Is there a power outage today?", language: "en");
        Assert.Contains("Power outage in the old town", reply.Text, StringComparison.Ordinal);
        Assert.Equal("word power outage", reply.ActionOf("power outage"));
    }

    [Fact]
    public async Task A_question_about_which_nothing_is_known_offers_to_follow_its_word()
    {
        var reply = await _app.SayAsync("什么时候停水？");
        Assert.Contains("还没有和“停水”有关的消息", reply.Text, StringComparison.Ordinal);
        Assert.Equal("word 停水", reply.ActionOf("停水"));
    }

    [Fact]
    public async Task A_word_that_is_no_topic_shows_what_was_found_for_it()
    {
        await _app.StoreAsync(Sample.Article(1));
        var reply = await _app.SayAsync("步道");
        Assert.Contains("第1号消息", reply.Text, StringComparison.Ordinal);
        Assert.Equal("word 步道", reply.ActionOf("步道"));
    }

    [Theory]
    [InlineData("健康有什么新消息？", "follow c_health")]
    [InlineData("健康怎么样", "follow c_health")]
    public async Task A_question_about_a_topic_offers_the_topic(string question, string action) =>
        Assert.Contains((await _app.SayAsync(question)).Buttons, button => button.Action == action);

    [Theory]
    [InlineData("吗？")]
    [InlineData("为什么？")]
    [InlineData("什么时候有？")]
    [InlineData("how much is it?")]
    public async Task A_question_about_nothing_is_answered_as_before(string question)
    {
        Assert.Empty(QuestionWords.In(question));
        Assert.NotEmpty((await _app.SayAsync(question)).Text);
    }
}
