using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Alerts.Questions;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Tests.Chat;

namespace Yunhepan.FeedBot.Tests.Questions;

/// <summary>A question reaches who speaks for the publisher, the answer comes back, and neither is lost or told twice.</summary>
public sealed class QuestionTests
{
    private static CancellationToken Cancel => ChatApp.Cancel;

    [Fact]
    public async Task A_question_about_an_article_is_answered_goes_on_and_is_closed()
    {
        await using var rig = await QuestionRig.StartAsync();
        var token = await rig.StoreAsync(1, "运河路今起封闭施工");

        var asked = await rig.App.SayAsync($"/ask {token} 什么时候通车？", "asker");
        await rig.DeliverAsync();
        await rig.DeliverAsync();

        Assert.Contains("已交给“济宁公安”", asked.Text, StringComparison.Ordinal);
        var question = Assert.Single(await rig.HeardAsync(QuestionRig.Desk));
        foreach (var part in (string[])["#1", "济宁公安 ✓", "运河路今起封闭施工", "什么时候通车？"])
            Assert.Contains(part, question, StringComparison.Ordinal);
        Assert.DoesNotContain("asker", question, StringComparison.Ordinal);
        Assert.Empty(await rig.HeardAsync(QuestionRig.Above));

        await rig.App.SayAsync("ask 1 answer", QuestionRig.Desk, button: true);
        Assert.Contains("会送到", (await rig.App.SayAsync("下周一早上六点。", QuestionRig.Desk)).Text, StringComparison.Ordinal);
        await rig.DeliverAsync();
        var answer = Assert.Single(await rig.HeardAsync("asker"));
        Assert.Contains("济宁公安 ✓", answer, StringComparison.Ordinal);
        Assert.Contains("下周一早上六点。", answer, StringComparison.Ordinal);
        Assert.Equal(QuestionState.Answered, (await rig.QuestionAsync(1)).State);

        await rig.App.SayAsync("ask 1 more", "asker", button: true);
        await rig.App.SayAsync("公交车也能走吗", "asker");
        await rig.DeliverAsync();
        Assert.Contains("公交车也能走吗", (await rig.HeardAsync(QuestionRig.Desk))[^1], StringComparison.Ordinal);
        Assert.Equal(QuestionState.Open, (await rig.QuestionAsync(1)).State);

        await rig.App.SayAsync("ask 1 close", QuestionRig.Desk, button: true);
        await rig.DeliverAsync();
        Assert.Contains("关闭了问题 #1", (await rig.HeardAsync("asker"))[^1], StringComparison.Ordinal);
        await rig.DeliverAsync(TimeSpan.FromDays(3));
        Assert.Equal((2, 2), ((await rig.HeardAsync("asker")).Count, (await rig.HeardAsync(QuestionRig.Desk)).Count));
    }

    [Fact]
    public async Task What_a_process_took_that_died_is_sent_once_by_the_next_one_and_by_one_of_two_alone()
    {
        await using var rig = await QuestionRig.StartAsync();
        await rig.AskAsync("几点开门？");
        // It dies with the question claimed: before or after the platform has it, nobody knows.
        await rig.App.AskAsync<AlertsDb, bool>(async db =>
        {
            var delivery = await db.QuestionDeliveries.AsNoTracking().SingleAsync(Cancel);
            await using var scope = rig.App.Services.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<QuestionSettling>().ClaimAsync(delivery, Cancel);
        });

        await rig.DeliverAsync();
        Assert.Empty(await rig.HeardAsync(QuestionRig.Desk));
        rig.Time.Advance(QuestionSettling.Again);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => rig.App.Services.GetRequiredService<QuestionOutbox>().RunAsync(Cancel)));

        Assert.Contains("几点开门？", Assert.Single(await rig.HeardAsync(QuestionRig.Desk)), StringComparison.Ordinal);
        await rig.DeliverAsync(TimeSpan.FromHours(1));
        Assert.Single(await rig.HeardAsync(QuestionRig.Desk));
    }

    [Fact]
    public async Task A_desk_that_does_not_answer_is_passed_over_after_a_day_and_the_operators_are_reminded_and_nobody_reminds_who_asked()
    {
        await using var rig = await QuestionRig.StartAsync();
        await rig.AskAsync("几点开门？");
        await rig.DeliverAsync();
        await rig.DeliverAsync(TimeSpan.FromHours(23));
        Assert.Empty(await rig.HeardAsync(QuestionRig.Above));

        await rig.DeliverAsync(TimeSpan.FromHours(1));
        Assert.Contains("几点开门？", Assert.Single(await rig.HeardAsync(QuestionRig.Above)), StringComparison.Ordinal);
        Assert.Contains("已转给上一级", (await rig.HeardAsync(QuestionRig.Desk))[^1], StringComparison.Ordinal);
        Assert.Contains("已转给上一级", Assert.Single(await rig.HeardAsync("asker")), StringComparison.Ordinal);

        await rig.DeliverAsync(TimeSpan.FromHours(24));
        await rig.DeliverAsync(TimeSpan.FromHours(24));
        Assert.Contains("几点开门？", (await rig.HeardAsync(QuestionRig.Operator))[0], StringComparison.Ordinal);
        var reminder = (await rig.HeardAsync(QuestionRig.Operator))[^1];
        Assert.Contains("1 个问题在等回答", reminder, StringComparison.Ordinal);
        Assert.Contains("#1", reminder, StringComparison.Ordinal);
        Assert.All(await rig.HeardAsync("asker"), said => Assert.Contains("已转给上一级", said, StringComparison.Ordinal));

        // The first desk may still answer, and then nobody is reminded any more.
        await rig.App.SayAsync("/ask 1 answer 九点", QuestionRig.Desk);
        await rig.DeliverAsync(TimeSpan.FromDays(2));
        Assert.Contains("九点", (await rig.HeardAsync("asker"))[^1], StringComparison.Ordinal);
        Assert.Contains("已有人回答", (await rig.HeardAsync(QuestionRig.Operator))[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_so_many_questions_are_taken_and_none_from_who_is_blocked()
    {
        await using var rig = await QuestionRig.StartAsync(("Questions:MaxPerDay", "4"), ("Questions:MaxPerDeskAndHour", "5"), ("Questions:MaxLength", "20"));
        foreach (var number in Enumerable.Range(1, 3))
            await rig.AskAsync($"第{number}个问题？");
        Assert.Contains("等回答", (await rig.App.SayAsync("/ask p_jn-police 第四个？", "asker")).Text, StringComparison.Ordinal);
        await rig.DeliverAsync();
        foreach (var number in Enumerable.Range(1, 2))
            await rig.App.SayAsync($"/ask {number} answer 好的", QuestionRig.Desk);
        await rig.AskAsync("第四个？");
        Assert.Contains("今天提问的次数", (await rig.App.SayAsync("/ask p_jn-police 第五个？", "asker")).Text, StringComparison.Ordinal);
        var others = await rig.AskAsync("别人的？", "other");
        Assert.Contains("收到的问题太多", (await rig.App.SayAsync("/ask p_jn-police 再问？", "third")).Text, StringComparison.Ordinal);

        rig.Time.Advance(TimeSpan.FromHours(2));
        await rig.DeliverAsync();
        Assert.Contains("只有负责回答的聊天", (await rig.App.SayAsync($"/block #{others}", "third")).Text, StringComparison.Ordinal);
        Assert.Contains("不再接收", (await rig.App.SayAsync($"/block #{others}", QuestionRig.Desk)).Text, StringComparison.Ordinal);
        Assert.Contains("不再接收来自", (await rig.App.SayAsync("/ask p_jn-police 还问？", "other")).Text, StringComparison.Ordinal);
        var last = await rig.AskAsync("我可以？", "third");
        Assert.Contains("20 个字以内", (await rig.App.SayAsync($"/ask {last} more {new string('长', 21)}", "third")).Text, StringComparison.Ordinal);
        Assert.Contains("20 个字以内", (await rig.App.SayAsync($"/ask p_jn-police {new string('长', 21)}", "third")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_possible_sighting_goes_to_the_duty_chat_at_once_even_in_its_quiet_hours()
    {
        await using var rig = await QuestionRig.StartAsync();
        var missing = await rig.StoreAsync(1, "寻人：七旬老人走失", a => a.Priority = Priority.Urgent);
        await rig.App.AskAsync<AlertsDb, int>(db => db.Subscribers.Where(s => s.ChatId == QuestionRig.Desk || s.ChatId == QuestionRig.Operator).ExecuteUpdateAsync(
            set => set.SetProperty(s => s.QuietFrom, new TimeOnly(11, 0)).SetProperty(s => s.QuietTo, new TimeOnly(13, 0)).SetProperty(s => s.UrgentInQuiet, false), Cancel));

        var ordinary = await rig.AskAsync("几点开门？", "other");
        var sighting = await rig.App.SayAsync($"/ask {missing} 我刚才在码头看到他了", "asker");
        await rig.DeliverAsync();

        Assert.Contains("110", sighting.Text, StringComparison.Ordinal);
        foreach (var chat in (string[])[QuestionRig.Desk, QuestionRig.Operator])
        {
            var said = Assert.Single(await rig.HeardAsync(chat));
            Assert.Contains("🚨 可能是线索", said, StringComparison.Ordinal);
            Assert.Contains("我刚才在码头看到他了", said, StringComparison.Ordinal);
        }

        await rig.DeliverAsync(TimeSpan.FromHours(1.5));
        Assert.Contains($"#{ordinary}", (await rig.HeardAsync(QuestionRig.Desk))[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("有走失孩子的线索", true)]
    [InlineData("我看到一个走失的孩子", true)]
    [InlineData("I saw the missing boy", true)]
    [InlineData("我看到新闻说要停水，几点开始？", false)]
    [InlineData("When does the museum open?", false)]
    public void Words_without_an_article_are_urgent_only_if_they_speak_of_a_sighting(string words, bool isUrgent) =>
        Assert.Equal(isUrgent, UrgentWords.AreIn(words, null));

    [Fact]
    public async Task What_may_answer_it_is_offered_first_and_a_button_sends_it_anyway()
    {
        await using var rig = await QuestionRig.StartAsync();
        await rig.StoreAsync(1, "博物馆元旦闭馆两天");

        var offered = await rig.App.SayAsync("/ask p_jn-police 博物馆什么时候闭馆？", "asker");
        await rig.DeliverAsync();
        Assert.Contains("博物馆元旦闭馆两天", offered.Text, StringComparison.Ordinal);
        Assert.Empty(await rig.HeardAsync(QuestionRig.Desk));
        Assert.Contains("没有发出", (await rig.App.SayAsync(offered.ActionOf("不问了"), "asker", button: true)).Text, StringComparison.Ordinal);
        Assert.Contains("不在了", (await rig.App.SayAsync(offered.ActionOf("仍要提问"), "asker", button: true)).Text, StringComparison.Ordinal);

        offered = await rig.App.SayAsync("/ask 博物馆什么时候闭馆？", "asker");
        var chosen = await rig.App.SayAsync(offered.ActionOf("济宁公安"), "asker", button: true);
        Assert.Contains("已交给“济宁公安”", (await rig.App.SayAsync(chosen.ActionOf("仍要提问"), "asker", button: true)).Text, StringComparison.Ordinal);
        await rig.DeliverAsync();
        Assert.Contains("博物馆什么时候闭馆？", Assert.Single(await rig.HeardAsync(QuestionRig.Desk)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_becomes_public_if_both_agree_and_is_offered_to_the_next_one_but_never_with_a_number_in_it()
    {
        await using var rig = await QuestionRig.StartAsync();
        await rig.AskAsync("图书馆周日开门吗？");
        await rig.AskAsync("我的电话 138 0013 8000，图书馆能打给我吗？");
        await rig.DeliverAsync();
        foreach (var number in Enumerable.Range(1, 2))
            await rig.App.SayAsync($"/ask {number} answer 开，九点到五点。", QuestionRig.Desk);
        await rig.DeliverAsync();

        Assert.Contains("不能公开", (await rig.App.SayAsync("ask 2 public yes", "asker", button: true)).Text, StringComparison.Ordinal);
        Assert.Contains("不在了", (await rig.App.SayAsync("ask 1 publish", QuestionRig.Desk, button: true)).Text, StringComparison.Ordinal);
        var confirm = await rig.App.SayAsync("ask 1 public", "asker", button: true);
        await rig.App.SayAsync(confirm.ActionOf("同意公开"), "asker", button: true);
        await rig.DeliverAsync();
        Assert.Contains("同意公开问题 #1", (await rig.HeardAsync(QuestionRig.Desk))[^1], StringComparison.Ordinal);
        Assert.DoesNotContain("开，九点到五点", (await rig.App.SayAsync("/ask p_jn-police 图书馆周日开门吗？", "other")).Text, StringComparison.Ordinal);
        await rig.App.SayAsync("ask 1 publish", QuestionRig.Desk, button: true);
        await rig.DeliverAsync();

        Assert.Contains("已公开", (await rig.HeardAsync("asker"))[^1], StringComparison.Ordinal);
        var offered = await rig.App.SayAsync("/ask p_jn-police 图书馆周日开门吗？", "third");
        Assert.Contains("开，九点到五点", offered.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("138", offered.Text, StringComparison.Ordinal);
        await rig.App.SayAsync("mydata erase yes", "asker", button: true);
        Assert.DoesNotContain("开，九点到五点", (await rig.App.SayAsync("/ask p_jn-police 图书馆周日开门吗？", "third")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("打 0537-2222333", true)]
    [InlineData("身份证 37080219900101123X", true)]
    [InlineData("微信号 abc_12345", true)]
    [InlineData("me@example.org", true)]
    [InlineData("2026-11-30 起，每天 9:00–17:00，票价 120 元", false)]
    [InlineData("2026年11月30日第12路", false)]
    public void Numbers_of_people_are_found_and_dates_are_none(string words, bool areIn) => Assert.Equal(areIn, PersonalNumbers.AreIn(words));

    [Fact]
    public async Task Figures_say_what_was_asked_and_answered_and_how_fast()
    {
        await using var rig = await QuestionRig.StartAsync();
        foreach (var (chat, hours) in ((string, int)[])[("a", 1), ("b", 3), ("c", 0)])
        {
            var number = await rig.AskAsync("几点开门？", chat);
            await rig.DeliverAsync();
            rig.Time.Advance(TimeSpan.FromHours(hours));
            if (hours > 0)
                await rig.App.SayAsync($"/ask {number} answer 九点", QuestionRig.Desk);
        }

        var figures = await rig.App.AskAsync<QuestionFigures, IReadOnlyList<PublisherFigures>>(f => f.ReadAsync(DateTimeOffset.UnixEpoch, Cancel));

        Assert.Equal([new PublisherFigures("jn-police", new DateOnly(2026, 11, 1), 3, 2, TimeSpan.FromHours(2))], figures);
    }

    [Fact]
    public async Task Nobody_but_the_two_sides_can_speak_of_a_question()
    {
        await using var rig = await QuestionRig.StartAsync();
        await rig.AskAsync("几点开门？");
        await rig.DeliverAsync();

        foreach (var (chat, words) in ((string, string)[])[("other", "ask 1 answer 假的"), ("other", "ask 1 close"), ("other", "ask 1 more 假的"), (QuestionRig.Above, "ask 1 answer 还没轮到"), (QuestionRig.Desk, "ask 1 more 假的")])
            Assert.Contains("不在了", (await rig.App.SayAsync(words, chat, button: true)).Text, StringComparison.Ordinal);
        await rig.DeliverAsync();
        Assert.Empty(await rig.HeardAsync("asker"));
        Assert.Equal(QuestionState.Open, (await rig.QuestionAsync(1)).State);
    }

    [Fact]
    public async Task Erased_and_old_questions_leave_no_word_and_the_count_stays()
    {
        await using var rig = await QuestionRig.StartAsync(("Questions:KeepDays", "30"));
        await rig.AskAsync("我的电话是多少？");
        await rig.AskAsync("几点开门？", "other");
        await rig.DeliverAsync();
        await rig.App.SayAsync("mydata erase yes", "asker", button: true);
        Assert.Equal(["几点开门？"], await WordsAsync(rig));
        Assert.Contains("不在了", (await rig.App.SayAsync("/ask 1 answer 迟了", QuestionRig.Desk)).Text, StringComparison.Ordinal);

        await rig.App.SayAsync("/ask 2 answer 九点", QuestionRig.Desk);
        await rig.DeliverAsync(TimeSpan.FromDays(29));
        Assert.Equal(["几点开门？", "九点"], await WordsAsync(rig));
        await rig.DeliverAsync(TimeSpan.FromDays(2));

        Assert.Empty(await WordsAsync(rig));
        Assert.Equal(2, await rig.App.AskAsync<AlertsDb, int>(db => db.Questions.CountAsync(q => q.SubscriberId == 0 && q.State == QuestionState.Closed, Cancel)));
    }

    [Fact]
    public async Task Where_nobody_answers_it_is_said_so_and_a_desk_that_is_gone_loses_its_questions_to_the_one_above()
    {
        await using (var app = await ChatApp.StartAsync())
        {
            Assert.Contains("没有人回答", (await app.SayAsync("/ask 几点开门？")).Text, StringComparison.Ordinal);
            Assert.DoesNotContain("/ask", (await app.SayAsync("/help")).Text, StringComparison.Ordinal);
        }

        await using var rig = await QuestionRig.StartAsync();
        await rig.AskAsync("几点开门？");
        await rig.DeliverAsync();
        await rig.App.AskAsync<AlertsDb, int>(db => db.Subscribers.Where(s => s.ChatId == QuestionRig.Desk).ExecuteUpdateAsync(set => set.SetProperty(s => s.State, SubscriberState.Unreachable), Cancel));
        await rig.DeliverAsync(TimeSpan.FromMinutes(1));

        Assert.Contains("几点开门？", Assert.Single(await rig.HeardAsync(QuestionRig.Above)), StringComparison.Ordinal);
    }

    private static Task<List<string>> WordsAsync(QuestionRig rig) => rig.App.AskAsync<AlertsDb, List<string>>(
        db => db.QuestionPosts.Where(p => p.Text != "").OrderBy(p => p.Id).Select(p => p.Text).ToListAsync(Cancel));
}
