using Microsoft.Extensions.Logging.Console;

namespace Yunhepan.FeedBot.Hosting;

/// <summary>
/// Configures structured logging: one line per entry on a terminal, JSON with <c>Logging__Console__FormatterName=json</c>.
/// Libraries log only errors.
/// </summary>
internal static class FeedBotLogging
{
    public static void Configure(ILoggingBuilder logging, IConfiguration configuration, FeedBotSettings settings)
    {
        if (configuration["Logging:Console:FormatterName"] == "json")
            logging.AddJsonConsole(Stamp);
        else
        {
            logging.AddConsole(o => o.FormatterName = LineFormatter.FormatterName);
            logging.AddConsoleFormatter<LineFormatter, ConsoleFormatterOptions>(Stamp);
        }

        KeepCalm(logging.Services);
        logging.SetMinimumLevel(settings.Quiet ? LogLevel.Warning : LogLevel.Information);
        logging.AddFilter("Microsoft", LogLevel.Warning);
        // A failure there is thrown and logged by the caller that cannot continue; expected errors (a missing table, two
        // concurrent writers) are no faults.
        logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Critical);
        logging.AddFilter("Microsoft.Hosting.Lifetime", settings.Quiet ? LogLevel.Warning : LogLevel.Information);
        // If this category may log at all, the server opens a scope and an activity for each request, although nothing is ever
        // written there.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        // A degraded check is reported by /readyz and not by the log.
        logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.Error);
        logging.AddFilter("System.Net.Http", LogLevel.Warning);
        logging.AddFilter("Polly", LogLevel.Error);
        logging.AddFilter("Quartz", LogLevel.Warning);
    }

    private static void KeepCalm(IServiceCollection services)
    {
        var console = services.Single(
            s => s.ServiceType == typeof(ILoggerProvider) && s.ImplementationType == typeof(ConsoleLoggerProvider));
        services.Remove(console);
        services.AddSingleton<ILoggerProvider>(
            s => new DeduplicatingConsole(ActivatorUtilities.CreateInstance<ConsoleLoggerProvider>(s), TimeProvider.System));
    }

    private static void Stamp(Microsoft.Extensions.Logging.Console.ConsoleFormatterOptions options)
    {
        options.UseUtcTimestamp = true;
        options.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
    }
}
