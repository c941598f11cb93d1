using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Tests.Adding;

/// <summary>A source with words needs two typed messages: the address and the words.</summary>
public sealed class WordsInTwoMessagesTests
{
    [Theory]
    [InlineData("停水 停电", "停水|停电", "")]
    [InlineData("停水，停电、限行 -广告", "停水|停电|限行", "广告")]
    [InlineData("+停水 -广告 -招聘", "停水", "广告|招聘")]
    [InlineData("-广告", "", "广告")]
    [InlineData("搜索引擎", "搜索引擎", "")]
    public async Task The_next_text_is_taken_as_the_words(string text, string include, string exclude)
    {
        await using var rig = await AddingRig.StartAsync();
        var person = await AskedAsync(rig);

        await person.SayAsync(text, "已关注");

        var filter = await FilterAsync(rig);
        Assert.Equal((include, exclude), (string.Join('|', filter!.Include), string.Join('|', filter.Exclude)));
    }

    [Theory]
    [InlineData("/help", "/sources")]
    [InlineData("帮助", "/sources")]
    [InlineData("/add", "网址发给我")]
    [InlineData("搜索 停水", "没有")]
    [InlineData("静音 2小时", "不打扰")]
    public async Task A_command_is_no_answer_and_closes_the_question(string command, string answer)
    {
        await using var rig = await AddingRig.StartAsync();
        var person = await AskedAsync(rig);

        await person.SayAsync(command, answer);
        await person.SayAsync("停水停电限行", "没");

        Assert.Null(await FilterAsync(rig));
        Assert.Empty(await rig.InAsync<AlertsDb, List<Subscription>>(db => db.Subscriptions.ToListAsync(AddingRig.Cancel)));
    }

    [Fact]
    public async Task Another_button_or_another_address_closes_the_question_too_and_an_old_question_is_forgotten()
    {
        await using var rig = await AddingRig.StartAsync();
        var person = await AskedAsync(rig);
        await person.SayAsync(rig.MapFeed("/b.xml", "第二个", "第二个的消息"), "第二个的消息");
        await person.SayAsync("停水停电限行", "没");

        await person.PressAsync(person.Shown.Last(e => e.Text.Contains("第二个的消息", StringComparison.Ordinal)), "只要含", "把词发给我");
        var earlier = TimeProvider.System.GetUtcNow().AddHours(-2);
        await rig.InAsync<AlertsDb, int>(db => db.OpenQuestions.ExecuteUpdateAsync(set => set.SetProperty(q => q.At, earlier), AddingRig.Cancel));
        await person.SayAsync("停水停电限行", "没");

        Assert.Empty(await rig.InAsync<AlertsDb, List<Subscription>>(db => db.Subscriptions.ToListAsync(AddingRig.Cancel)));
    }

    [Theory]
    [InlineData("改名…", "新名字发给我", "静音 2小时", "不打扰")]
    [InlineData("换网址…", "新网址发给我", "关注 新闻", "已关注")]
    [InlineData("换网址…", "新网址发给我", "关注新闻", "已关注")]
    public async Task Nor_is_it_one_when_a_name_or_an_address_was_asked_for(string button, string question, string command, string answer)
    {
        await using var rig = await AddingRig.StartAsync();
        var person = await AskedAsync(rig);
        await person.SayAsync("停水", "已关注“镇上的事”");
        var number = await rig.InAsync<AlertsDb, long>(db => db.AddedSources.Select(s => s.Id).SingleAsync(AddingRig.Cancel));
        await person.PressAsync(await person.SayAsync($"/sources {number}", "换网址"), button, question);

        await person.SayAsync(command, answer);

        Assert.Equal("镇上的事", await rig.InAsync<AlertsDb, string>(db => db.AddedSources.Select(s => s.Name).SingleAsync(AddingRig.Cancel)));
    }

    [Fact]
    public async Task An_answer_says_nothing_about_the_language_of_the_chat()
    {
        await using var rig = await AddingRig.StartAsync();
        var person = await rig.PersonAsync();
        await rig.InAsync<AlertsDb, int>(db => db.Subscribers.ExecuteUpdateAsync(set => set.SetProperty(s => s.Language, "en"), AddingRig.Cancel));
        await person.PressAsync(await person.SayAsync(rig.MapFeed("/a.xml", "镇上的事", "渡口恢复通航"), "Found"), "Only with words", "Which words");

        await person.SayAsync("停水", "You now follow");
    }

    private static async Task<Person> AskedAsync(AddingRig rig)
    {
        var person = await rig.PersonAsync();
        await person.PressAsync(await person.SayAsync(rig.MapFeed("/a.xml", "镇上的事", "渡口恢复通航"), "找到了"), "只要含", "把词发给我");
        return person;
    }

    private static Task<WordFilter?> FilterAsync(AddingRig rig) =>
        rig.InAsync<AlertsDb, WordFilter?>(db => db.Filters.AsNoTracking().SingleOrDefaultAsync(AddingRig.Cancel));
}
