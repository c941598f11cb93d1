using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Adding;
using Yunhepan.FeedBot.Ingestion.Scheduling;
using Yunhepan.FeedBot.Tests.Articles;
using Yunhepan.FeedBot.Tests.Databases;
using Yunhepan.FeedBot.Tests.Origin;

namespace Yunhepan.FeedBot.Tests.Adding;

/// <summary>A source is called dead only when this is certain: not after an hour, and not when the fault may be ours.</summary>
public sealed class SourceTroubleTests(TestDatabases databases)
{
    private static readonly RequestDelegate Feed = Answers.Text(ArticlesRig.Rss(("渡口恢复通航", "/1", "渡口今天恢复通航，首班船八点开出。")), "application/rss+xml");
    private static readonly RequestDelegate NoAnswer = context =>
    {
        context.Abort();
        return Task.CompletedTask;
    };

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_source_is_dead_when_it_failed_for_days_while_others_worked_and_not_after_hours(DatabaseEngine engine)
    {
        await using var sites = await SitesAsync(engine, 3);
        sites.Fail(0, NoAnswer);

        await sites.PassAsync(hours: 24);
        Assert.Equal(SourceVerdict.Unsure, (await sites.FindAsync(0)).Verdict);
        await sites.PassAsync(hours: 80);

        var finding = await sites.FindAsync(0);
        Assert.Equal((SourceVerdict.Dead, SourceFailure.NoAnswer), (finding.Verdict, finding.Failure));
        Assert.Equal(SourceVerdict.Works, (await sites.FindAsync(1)).Verdict);
        sites.Work(0);
        await sites.PassAsync(hours: 25);
        Assert.Equal(SourceVerdict.Works, (await sites.FindAsync(0)).Verdict);
    }

    [Fact]
    public async Task What_fails_together_is_ourselves_and_says_nothing_about_the_one_that_comes_back_last()
    {
        await using var sites = await SitesAsync(DatabaseEngine.Sqlite, 4);
        foreach (var site in Enumerable.Range(0, 4))
            sites.Fail(site, NoAnswer);

        // Also longer than any trouble needs to be believed.
        await sites.PassAsync(hours: 10 * 24);
        Assert.All(await sites.FindAllAsync(), f => Assert.Equal(SourceVerdict.Unsure, f.Verdict));
        foreach (var site in Enumerable.Range(1, 3))
            sites.Work(site);
        await sites.PassAsync(hours: 26);

        Assert.Equal(SourceVerdict.Unsure, (await sites.FindAsync(0)).Verdict);
        Assert.Equal(SourceVerdict.Works, (await sites.FindAsync(3)).Verdict);
        await sites.PassAsync(hours: 100);
        Assert.Equal(SourceVerdict.Dead, (await sites.FindAsync(0)).Verdict);
    }

    [Fact]
    public async Task Days_in_which_the_service_did_not_run_prove_nothing()
    {
        await using var sites = await SitesAsync(DatabaseEngine.Sqlite, 3);
        sites.Fail(0, Answers.Status(500));
        await sites.PassAsync(hours: 8);

        sites.Rig.Time.Advance(TimeSpan.FromDays(6));
        await sites.PassAsync(hours: 30);

        Assert.Equal(SourceVerdict.Unsure, (await sites.FindAsync(0)).Verdict);
    }

    [Theory]
    [InlineData(401, null)]
    [InlineData(200, "<html><head><title>用户登录</title></head><body><form><p>请先登录后继续访问</p><input name=\"u\"><input type=\"password\" name=\"p\"><button>登录</button></form></body></html>")]
    public async Task A_login_that_stays_is_told_from_silence_and_needs_its_own_days(int status, string? page)
    {
        await using var sites = await SitesAsync(DatabaseEngine.Sqlite, 3);
        sites.Fail(0, Answers.Status(500));
        await sites.PassAsync(hours: 60);
        sites.Fail(0, page is null ? Answers.Status(status) : Answers.Text(page));

        await sites.PassAsync(hours: 40);
        Assert.Equal(SourceVerdict.Unsure, (await sites.FindAsync(0)).Verdict);
        await sites.PassAsync(hours: 100);

        Assert.Equal((SourceVerdict.AsksForLogin, SourceFailure.Login), ((await sites.FindAsync(0)).Verdict, (await sites.FindAsync(0)).Failure));
    }

    [Fact]
    public async Task A_source_that_was_not_polled_for_a_month_is_not_dead_at_its_first_failures()
    {
        await using var sites = await SitesAsync(DatabaseEngine.Sqlite, 3);
        sites.Fail(0, Answers.Status(404));
        await sites.PassAsync(hours: 10);
        sites.Enable(0, false);
        await sites.PassAsync(hours: 30 * 24, step: 24);
        sites.Enable(0, true);

        await sites.PassAsync(hours: 40);

        Assert.Equal(SourceVerdict.Unsure, (await sites.FindAsync(0)).Verdict);
    }

    [Fact]
    public async Task A_server_that_says_gone_once_is_asked_again_and_one_that_says_so_for_days_is_given_up()
    {
        await using var sites = await SitesAsync(DatabaseEngine.Sqlite, 3, isAdded: true);
        sites.Fail(0, Answers.Status(410), Feed);
        sites.Fail(1, Answers.Status(410));

        await sites.PassAsync(hours: 30);
        Assert.Equal(SourceVerdict.Works, (await sites.FindAsync(0)).Verdict);
        await sites.PassAsync(hours: 100);

        var gone = await sites.FindAsync(1);
        Assert.Equal((SourceVerdict.Dead, SourceFailure.Gone, true), (gone.Verdict, gone.Failure, gone.IsGivenUp));
        Assert.Equal(DueReason.Gone, (await sites.Rig.StateAsync("s1")).NextReason);
    }

    [Fact]
    public async Task A_move_by_the_servers_own_word_is_named_and_the_source_works()
    {
        await using var sites = await SitesAsync(DatabaseEngine.Sqlite, 2);
        sites.Origins[1].Map("/moved", Feed);
        sites.Fail(0, Answers.Redirect(sites.Origins[1].Url("/moved"), 301));

        await sites.PassAsync(hours: 5);

        var finding = await sites.FindAsync(0);
        Assert.Equal((SourceVerdict.Works, sites.Origins[1].Url("/moved")), (finding.Verdict, finding.MovedTo));
    }

    private Task<Sites> SitesAsync(DatabaseEngine engine, int count, bool isAdded = false) => Sites.StartAsync(databases, engine, count, isAdded);

    /// <summary>Several sites with a feed each, on servers of their own.</summary>
    private sealed class Sites(ArticlesRig rig, IReadOnlyList<ScriptedOrigin> origins, Source[] sources) : IAsyncDisposable
    {
        public ArticlesRig Rig => rig;

        public IReadOnlyList<ScriptedOrigin> Origins => origins;

        public static async Task<Sites> StartAsync(TestDatabases databases, DatabaseEngine engine, int count, bool isAdded)
        {
            var rig = await ArticlesRig.StartAsync(
                databases, engine, ("Fetching:AllowedPrivateHosts:1", "127.0.0.1"), ("Fetching:PrivateHostsForChats:0", "127.0.0.1"));
            List<ScriptedOrigin> origins = [];
            for (var i = 0; i < count; i++)
                origins.Add(await ScriptedOrigin.StartAsync());
            var sites = new Sites(rig, origins, [.. origins.Select((o, i) => new Source
            {
                Id = $"s{i}", Url = o.Url("/feed"), Name = LocalisedName.Same($"来源{i}"), Every = TimeSpan.FromMinutes(5), IsAdded = isAdded,
            })]);
            for (var i = 0; i < count; i++)
                sites.Work(i);
            rig.Follow([.. sites._sources]);
            await sites.PassAsync(hours: 2);
            return sites;
        }

        private readonly Source[] _sources = sources;

        public void Work(int site) => origins[site].Map("/feed", Feed);

        public void Fail(int site, params RequestDelegate[] answers) => origins[site].Map("/feed", answers);

        public void Enable(int site, bool isEnabled)
        {
            _sources[site] = _sources[site] with { Enabled = isEnabled };
            rig.Follow([.. _sources]);
        }

        /// <summary>Lets hours pass, in each of which is polled what is due and looked at what was found.</summary>
        public async Task PassAsync(int hours, int step = 1)
        {
            for (var hour = 0; hour < hours; hour += step)
            {
                await rig.PollAsync(TimeSpan.FromHours(step));
                await FindAllAsync();
            }
        }

        public async Task<SourceFinding> FindAsync(int site) => (await FindAsync())[$"s{site}"];

        public async Task<IReadOnlyList<SourceFinding>> FindAllAsync() => [.. (await FindAsync()).Values];

        public async ValueTask DisposeAsync()
        {
            await rig.DisposeAsync();
            foreach (var origin in origins)
                await origin.DisposeAsync();
        }

        private Task<IReadOnlyDictionary<string, SourceFinding>> FindAsync() => rig.InScopeAsync(s => s.GetRequiredService<FindSourceTroubles>()(
            [.. _sources.Select(source => source.Id)], TestContext.Current.CancellationToken));
    }
}
