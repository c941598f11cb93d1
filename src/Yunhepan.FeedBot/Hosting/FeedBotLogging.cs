namespace Yunhepan.FeedBot.Hosting;

/// <summary>
/// Structured logging: a line each on a terminal, JSON with <c>Logging__Console__FormatterName=json</c>.
/// Libraries speak up only when something is wrong.
/// </summary>
internal static class FeedBotLogging
{
    public static void Configure(ILoggingBuilder logging, IConfiguration configuration, FeedBotSettings settings)
    {
        if (configuration["Logging:Console:FormatterName"] == "json")
            logging.AddJsonConsole(Stamp);
        else
            logging.AddSimpleConsole(o => { Stamp(o); o.SingleLine = true; });
        logging.SetMinimumLevel(settings.Quiet ? LogLevel.Warning : LogLevel.Information);
        logging.AddFilter("Microsoft", LogLevel.Warning);
        // Whoever asked the database gets its errors, and says so once; these would say it again each time, with a stack trace.
        logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Critical);
        logging.AddFilter("Microsoft.Hosting.Lifetime", settings.Quiet ? LogLevel.Warning : LogLevel.Information);
        // Where it may log at all, the server opens a scope and an activity for each request, though nothing is ever written there.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        // A degraded check is the answer of /readyz, not news for the log.
        logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.Error);
        logging.AddFilter("System.Net.Http", LogLevel.Warning);
        logging.AddFilter("Polly", LogLevel.Error);
        logging.AddFilter("Quartz", LogLevel.Warning);
    }

    private static void Stamp(Microsoft.Extensions.Logging.Console.ConsoleFormatterOptions options)
    {
        options.UseUtcTimestamp = true;
        options.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
    }
}
