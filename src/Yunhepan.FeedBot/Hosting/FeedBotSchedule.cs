using Quartz;
using Yunhepan.FeedBot.Hosting.Jobs;

namespace Yunhepan.FeedBot.Hosting;

/// <summary>
/// Registers all triggers. Only one polls sources, because due time is data (ADR 3): it follows the servers' requests, survives
/// restarts and needs no Quartz tables.
/// </summary>
internal static class FeedBotSchedule
{
    public static void Configure(IQuartzBuilder quartz)
    {
        quartz.ConfigureScheduler(o => o.InstanceName = "feedbot");
        quartz.UseInMemoryStore();
        quartz.UseDefaultThreadPool(maxConcurrency: 20);

        Every<PollJob>(quartz, TimeSpan.FromSeconds(1));
        Every<CatalogueJob>(quartz, TimeSpan.FromSeconds(2));
        Every<AddedSourcesJob>(quartz, TimeSpan.FromSeconds(10));
        Every<SourceNoticesJob>(quartz, TimeSpan.FromMinutes(1));
        Every<TargetNoticesJob>(quartz, TimeSpan.FromMinutes(1));
        Every<QuestionsJob>(quartz, TimeSpan.FromSeconds(2));
        Every<QuestionCareJob>(quartz, TimeSpan.FromMinutes(1));
        Every<PushJob>(quartz, TimeSpan.FromSeconds(5));
        Every<HealthJob>(quartz, TimeSpan.FromMinutes(1));
        Every<PruneJob>(quartz, TimeSpan.FromMinutes(10));
    }

    private static void Every<TJob>(IQuartzBuilder quartz, TimeSpan interval)
        where TJob : IJob =>
        quartz.ScheduleJob<TJob>(
            trigger => trigger.WithIdentity(typeof(TJob).Name).StartNow().WithSimpleSchedule(s => s.WithInterval(interval).RepeatForever()),
            job => job.WithIdentity(typeof(TJob).Name));
}
