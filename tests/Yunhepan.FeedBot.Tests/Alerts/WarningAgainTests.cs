using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Filing;
using Yunhepan.FeedBot.Articles.Log;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Articles.Store;
using Yunhepan.FeedBot.Articles.Stories;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.Alerts;

/// <summary>Warnings are given in the same words each time: who follows them hears of each, and of none twice.</summary>
public sealed class WarningAgainTests(TestDatabases databases) : IAsyncLifetime
{
    private const string Blue = "任城区气象台发布暴雨蓝色预警信号";
    private const string Rain = "预计今夜到明天任城区大部分地区有暴雨，请有关单位和人员做好防范准备，驾驶人员注意道路积水和交通阻塞，检查城市排水系统，请市民减少外出，关注最新天气信息。";
    private const string Lifted = "任城区气象台解除暴雨蓝色预警信号";
    private const string Water = "因主管道抢修，高新区部分小区暂停供水，预计需要半天，请居民提前储水，老人独居的请邻里帮忙，给您带来不便敬请谅解，供水恢复后水质浑浊请放水片刻。";
    private const string Storm = "A severe thunderstorm warning is in effect for Milford County. Stay indoors and away from windows, unplug what can be damaged, do not shelter under trees, and keep the roads free for those who help.";

    private static readonly Source Office = Named("office");
    private static readonly Source Portal = Named("portal");

    private TestDatabase _database = null!;
    private AlertsRig _rig = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        _rig = await AlertsRig.CreateAsync(_database.Location);
        await _rig.FollowerAsync("c1", AlertsRig.AlertsRoot);
    }

    public async ValueTask DisposeAsync()
    {
        await _rig.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Theory]
    [InlineData(Blue, Rain, 24)]
    [InlineData(Blue, Rain, 15)]
    [InlineData("停水通知", Water, 30)]
    [InlineData("Severe thunderstorm warning", Storm, 20)]
    public async Task A_warning_given_again_is_told_again(string title, string text, int hours)
    {
        await GiveAsync(Office, 1, title, text);
        await WaitAsync(hours);
        await GiveAsync(Office, 2, title, text);

        Assert.Equal([title, title], Told);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(25)]
    public async Task A_warning_that_was_lifted_and_given_again_is_told_again(int hours)
    {
        await GiveAsync(Office, 1, Blue, Rain);
        await WaitAsync(hours / 2);
        await GiveAsync(Office, 2, Lifted, Lifted + "。");
        await WaitAsync(hours - (hours / 2));
        await GiveAsync(Office, 3, Blue, Rain);

        Assert.Equal(2, Told.Count(t => t == Blue));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whichever_portal_has_a_warning_first_it_is_told_once_each_time(bool portalIsFirst)
    {
        await GiveAsync(Office, 1, Blue, Rain);
        await WaitAsync(1);
        await GiveAsync(Portal, 1, Blue, Rain);
        Assert.Single(Told);
        await WaitAsync(22);
        var (first, second) = portalIsFirst ? (Portal, Office) : (Office, Portal);
        await GiveAsync(first, 2, Blue, Rain);
        await WaitAsync(1);
        await GiveAsync(second, 2, Blue, Rain);

        Assert.Equal([Blue, Blue], Told);
    }

    [Fact]
    public async Task A_portal_that_is_late_tells_no_lifted_warning_anew_and_keeps_back_none_that_is_given_again()
    {
        await GiveAsync(Office, 1, Blue, Rain);
        await WaitAsync(2);
        await GiveAsync(Office, 2, Lifted, Lifted + "。");
        await WaitAsync(0.5);
        await GiveAsync(Portal, 1, Blue, Rain);
        Assert.Single(Told, t => t == Blue);
        await WaitAsync(1);
        await GiveAsync(Office, 3, Blue, Rain);

        Assert.Equal(2, Told.Count(t => t == Blue));
    }

    [Fact]
    public async Task A_warning_goes_out_with_the_time_until_which_it_holds()
    {
        await GiveAsync(Office, 1, Blue, "预计未来3小时任城区降雨量将达100毫米，请做好防范。");
        var published = _rig.Platform.Lines[^1].Message.PublishedAt;
        Assert.Equal(published + TimeSpan.FromHours(3), _rig.Platform.Lines[^1].HoldsUntil);

        await GiveAsync(Office, 2, "停水通知", Water);
        Assert.Null(_rig.Platform.Lines[^1].HoldsUntil);
    }

    [Fact]
    public async Task A_higher_level_is_another_warning_and_the_lower_one_after_it_a_third()
    {
        var yellow = Blue.Replace("蓝", "黄", StringComparison.Ordinal);
        await GiveAsync(Office, 1, Blue, Rain);
        await WaitAsync(3);
        await GiveAsync(Office, 2, yellow, Rain);
        await WaitAsync(20);
        await GiveAsync(Office, 3, Blue, Rain);

        Assert.Equal([Blue, yellow, Blue], Told);
    }

    [Fact]
    public async Task Posted_twice_within_the_hour_or_passed_on_while_it_stands_it_is_told_once()
    {
        await GiveAsync(Office, 1, Blue, Rain);
        await WaitAsync(0.5);
        await GiveAsync(Office, 2, Blue, Rain);
        await WaitAsync(5);
        await GiveAsync(Portal, 1, Blue, Rain);

        Assert.Equal([Blue], Told);
    }

    [Fact]
    public async Task A_warning_that_states_its_own_day_is_passed_on_the_next_morning_and_told_once()
    {
        const string dated = "任城区气象台23日18时发布暴雨蓝色预警：" + Rain;
        await GiveAsync(Office, 1, Blue, dated);
        await WaitAsync(14);
        await GiveAsync(Portal, 1, Blue, dated);

        Assert.Equal([Blue], Told);
    }

    [Fact]
    public async Task A_child_that_goes_missing_once_more_is_looked_for_once_more()
    {
        const string title = "寻人启事：王小满走失", text = "王小满，男，八岁，身高一米三，今天下午在人民公园东门走失，走失时身穿红色上衣、蓝色裤子，背黄色书包，请知情者拨打家长电话13900000017。";
        await GiveAsync(Office, 1, title, text);
        await WaitAsync(2);
        await GiveAsync(Office, 2, "王小满已找到", "走失的王小满已平安回家。");
        await WaitAsync(70);
        await GiveAsync(Office, 3, title, text);
        // Nobody looks for him twice because a portal is late.
        await WaitAsync(1);
        await GiveAsync(Portal, 1, title, text);

        Assert.Equal(2, Told.Count(t => t == title));
    }

    [Fact]
    public async Task Pictures_of_two_children_without_a_word_about_them_are_two_alerts()
    {
        await GiveAsync(Office, 1, "急寻走失儿童", "孩子的照片见下图，请大家扩散，有线索请与警方联系。");
        await WaitAsync(3);
        await GiveAsync(Portal, 1, "急寻走失儿童", "孩子的照片见下图，请大家扩散，有线索请与警方联系。");

        Assert.Equal(2, Told.Count);
    }

    private IReadOnlyList<string> Told => [.. _rig.Platform.Lines.Where(l => l.EditedId is null).Select(l => l.Title)];

    private async Task WaitAsync(double hours)
    {
        _rig.Time.Advance(TimeSpan.FromHours(hours));
        await _rig.RunAsync();
    }

    private async Task GiveAsync(Source source, int number, string title, string text)
    {
        _rig.Time.Advance(TimeSpan.FromMinutes(1));
        var now = _rig.Time.GetUtcNow();
        var draft = new ArticleDraft
        {
            Title = title, ContentText = text, Url = $"https://{source.Id}.example/{number}.html", PublishedAt = now, PublishedHasTime = true,
        };
        var catalogue = new CurrentCatalogue(() => new SourceCatalogue
        {
            Site = new Site(),
            Sources = [Office, Portal],
            Categories = [new Category { Id = "alerts", Name = new LocalisedName("平安播报", "Alerts"), Priority = Priority.Urgent }],
        });
        await _rig.InDbAsync<ArticlesDb, ArticleChanges>(db =>
            new ArticleStore(db, new ArticleFiler(catalogue), new StoryJoiner(db, new NoSourceMoves(), catalogue), _rig.Services.GetRequiredService<RevisionBell>(), _rig.Time)
                .AppendAsync(source, [draft], TestContext.Current.CancellationToken));
        await _rig.RunAsync();
        await _rig.RunAfterAsync(60);
    }

    private static Source Named(string id) => new()
    {
        Id = id, Url = $"https://{id}.example/feed.xml", Name = new LocalisedName(id, id), CategoryId = "alerts",
    };
}
