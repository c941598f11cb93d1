using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Chat;
using Yunhepan.FeedBot.Chat.Commands;
using Yunhepan.FeedBot.Chat.Telegram;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Tests.Chat;

/// <summary>What is nearly a command or a topic is asked about; commands are known in any case, width and language.</summary>
public sealed class DidYouMeanTests : IAsyncLifetime
{
    private static readonly ChatAddress Person = new("web", "web", "person");

    private ChatApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await ChatApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData("/folow 健康", "follow 健康")]
    [InlineData("/FOLOW 健康", "follow 健康")]
    [InlineData("folow health", "follow health")]
    [InlineData("unfolow health", "unfollow health")]
    [InlineData("/lastest", "latest")]
    [InlineData("/setings", "settings")]
    [InlineData("/unfolow 健康", "unfollow 健康")]
    [InlineData("／hlep", "help")]
    [InlineData("/关住 健康", "follow 健康")]
    [InlineData("/我的观注", "list")]
    [InlineData("/免打绕 22:00-7:00", "quiet 22:00-7:00")]
    public async Task A_command_that_is_written_nearly_right_is_proposed_with_what_followed_it(string words, string action)
    {
        var answer = await _app.SayAsync(words);

        Assert.Contains("您要的是", answer.Text, StringComparison.Ordinal);
        Assert.Contains(answer.Buttons, button => button.Action == action);
        Assert.InRange(answer.Buttons.Count, 1, 3);
        Assert.Empty(await _app.FollowedAsync(Person));
    }

    [Theory]
    [InlineData("停电")]
    [InlineData("停水 顺河路")]
    [InlineData("取款")]
    public async Task A_word_that_shares_an_ideograph_with_a_command_does_not_offer_to_stop(string words) =>
        Assert.DoesNotContain((await _app.SayAsync(words)).Buttons, button => button.Action!.StartsWith("stop", StringComparison.Ordinal)
            || button.Action.StartsWith("unfollow", StringComparison.Ordinal));

    [Theory]
    [InlineData("/follow 健唐", "follow c_health")]
    [InlineData("关注 康健", "follow c_health")]
    [InlineData("/follow heatlh", "follow c_health")]
    [InlineData("/follow mising poeple", "follow c_alerts_missing")]
    [InlineData("关注 健唐 +高考", "follow c_health +高考")]
    [InlineData("最新 健唐", "latest c_health")]
    [InlineData("/topics heath", "topics c_health")]
    [InlineData("静音 健唐", "mute c_health")]
    [InlineData("健唐", "follow c_health")]
    [InlineData("Helath", "follow c_health")]
    public async Task A_topic_that_is_written_nearly_right_is_proposed(string words, string action)
    {
        var answer = await _app.SayAsync(words);

        Assert.Contains("您要的是", answer.Text, StringComparison.Ordinal);
        Assert.Contains(answer.Buttons, button => button.Action == action);
        Assert.Empty(await _app.FollowedAsync(Person));
    }

    [Theory]
    [InlineData("/zzzzzzzz")]
    [InlineData("/follow 量子力学")]
    [InlineData("qq")]
    [InlineData("天")]
    public async Task What_is_near_to_nothing_gets_no_proposal(string words) =>
        Assert.DoesNotContain("您要的是", (await _app.SayAsync(words)).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("／HELP")]
    [InlineData("/Help")]
    [InlineData("／ｈｅｌｐ")]
    [InlineData("、help")]
    [InlineData("/帮助")]
    [InlineData("／帮助")]
    [InlineData("/ help")]
    public async Task A_command_is_known_in_any_case_and_width(string words) =>
        Assert.Contains("可以这样用", (await _app.SayAsync(words)).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("/FOLLOW@our_bot 健康", "/FOLLOW 健康")]
    [InlineData("／follow@Our_Bot　健康", "／follow　健康")]
    public void A_command_that_names_the_bot_is_its_own_in_any_width(string text, string words) =>
        Assert.Equal(words, TelegramMention.WithoutOurs(text, "our_bot"));

    [Theory]
    [InlineData("/folow 健康", true, true)]
    [InlineData("／folow 健康", true, true)]
    [InlineData("/folow 健康", false, false)]
    public async Task In_a_group_a_command_that_is_none_is_answered_where_it_names_the_bot(string words, bool isAddressed, bool isAnswered)
    {
        var input = new ChatInput(Person, words) { IsGroup = true, IsAddressed = isAddressed };
        var reply = await _app.AskAsync<Conversation, CommandReply?>(conversation => conversation.AnswerAsync(input, ChatApp.Cancel));

        Assert.Equal(isAnswered, reply is not null);
    }

    [Theory]
    [InlineData("时区 上海", "Asia/Shanghai")]
    [InlineData("时区 Europe/Berlin", "Europe/Berlin")]
    [InlineData("/zone tokyo", "Asia/Tokyo")]
    [InlineData("上限 8", "上限：每小时 8 条")]
    [InlineData("上限8条", "上限：每小时 8 条")]
    [InlineData("声音 关", "声音：关")]
    [InlineData("声音关", "声音：关")]
    [InlineData("全部不响", "声音：关")]
    [InlineData("阅读", "想看哪一篇")]
    [InlineData("看全文", "想看哪一篇")]
    [InlineData("少看这类", "少看哪一类")]
    [InlineData("撤销", "撤销")]
    [InlineData("切换语言", "请选择语言")]
    [InlineData("暂停", "要停止全部提醒吗")]
    [InlineData("免打扰", "没有设置免打扰")]
    [InlineData("订阅地址", "私人订阅")]
    public async Task What_can_be_done_has_a_chinese_name(string words, string said) =>
        Assert.Contains(said, (await _app.SayAsync(words)).Text, StringComparison.Ordinal);

    [Fact]
    public async Task Every_command_that_people_say_has_a_chinese_name_of_its_own()
    {
        await using var scope = _app.Services.CreateAsyncScope();
        foreach (var command in scope.ServiceProvider.GetServices<IChatCommand>().Where(command => command.IsListed || command.Aliases.Count > 0))
        {
            Assert.Matches(@"^\p{IsCJKUnifiedIdeographs}+$", command.Aliases[0]);
            Assert.Equal(command.Name, scope.ServiceProvider.GetRequiredService<CommandRouter>().Route(command.Aliases[0]).Command!.Name);
        }
    }

    [Theory]
    [InlineData("zh", "/folow 健康", "没有“/folow”这个命令。您要的是")]
    [InlineData("zh", "/zzzzzzzz", "没有“/zzzzzzzz”这个命令。请看 /help。")]
    [InlineData("zh", "最新 健唐", "没有找到和“健唐”有关的主题。您要的是不是“健康”？")]
    [InlineData("en", "/lastest", "There is no command “/lastest”. Did you mean “/latest”?")]
    [InlineData("en", "/zzzzzzzz", "There is no command “/zzzzzzzz”. See /help.")]
    public async Task The_likely_answer_comes_before_the_way_out(string language, string words, string said) =>
        Assert.StartsWith(said, (await _app.SayAsync(words, language: language)).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("zh", "没看懂“甲”“乙”，所以什么都没改。您要的是“静音”还是“不响”？")]
    [InlineData("en", "I do not understand “甲”, “乙”, so nothing was changed. Did you mean “静音” or “不响”?")]
    public void Several_proposals_are_asked_about_as_people_ask(string language, string said)
    {
        var texts = ChatTexts.For(language);

        Assert.Equal(said, texts.NotUnderstood(FollowOptions.Quoted(["甲", "乙"], texts)) + DidYouMean.Question(texts, ["静音", "不响"]));
    }

    [Fact]
    public async Task An_unknown_zone_and_setting_propose_what_may_be_meant()
    {
        Assert.Contains((await _app.SayAsync("时区 Asia/Shangai")).Buttons, button => button.Action == "zone Asia/Shanghai");
        Assert.Contains("“上限”", (await _app.SayAsync("/settings 上线 8")).Text, StringComparison.Ordinal);
        Assert.Contains("静音", (await _app.SayAsync("关注 新闻 静因")).Text.Split("您要的是")[^1], StringComparison.Ordinal);
    }
}
