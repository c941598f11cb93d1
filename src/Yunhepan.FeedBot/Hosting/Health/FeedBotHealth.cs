using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace Yunhepan.FeedBot.Hosting.Health;

/// <summary>
/// Serves <c>/healthz</c>, which shows that the process answers, and <c>/readyz</c>, which shows whether it can work and why not.
/// </summary>
internal static class FeedBotHealth
{
    private const string Ready = "ready";

    public static void AddFeedBotHealth(this IServiceCollection services) =>
        services.AddHealthChecks()
            .AddCheck<DatabaseCheck>("database", tags: [Ready])
            .AddCheck<CatalogueCheck>("feeds.json", tags: [Ready])
            .AddCheck<SourcesCheck>("sources", tags: [Ready])
            .AddCheck<ComplaintsCheck>("complaints", tags: [Ready])
            .AddCheck<ChatAccountsCheck>("chats", tags: [Ready])
            .AddCheck<TargetsCheck>("targets", tags: [Ready]);

    public static void MapFeedBotHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/healthz", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = HealthJson.WriteAsync });
        routes.MapHealthChecks(
            "/readyz", new HealthCheckOptions { Predicate = c => c.Tags.Contains(Ready), ResponseWriter = HealthJson.WriteAsync });
    }
}
