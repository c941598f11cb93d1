using Microsoft.Extensions.Options;

namespace Yunhepan.FeedBot.Hosting;

/// <summary>Checks all settings before anything starts, and says where a refused value is written.</summary>
internal static class SettingValidation
{
    /// <summary>Builds the service if its settings are valid.</summary>
    /// <exception cref="OptionsValidationException">Settings are refused; there is one failure for each.</exception>
    public static WebApplication Build(WebApplicationBuilder builder)
    {
        SettingNames.Check(builder.Configuration);
        WebApplication? app = null;
        try
        {
            app = builder.Build();
            app.Services.GetRequiredService<IStartupValidator>().Validate();
            return app;
        }
        catch (Exception e) when (FailuresOf(e) is { Count: > 0 } failures)
        {
            ((IDisposable?)app)?.Dispose();
            var origins = new SettingOrigins(builder.Configuration);
            throw new OptionsValidationException("settings", typeof(SettingNames), failures.Select(origins.Complete).Distinct());
        }
    }

    /// <summary>Checks the settings of the service without starting it.</summary>
    /// <exception cref="OptionsValidationException">As <see cref="Build"/>.</exception>
    public static async Task CheckAsync(string feedsFile)
    {
        await using var app = FeedBotHost.Build(new FeedBotSettings { FeedsFile = feedsFile, Quiet = true });
    }

    private static List<string> FailuresOf(Exception error) =>
        [.. (error is AggregateException all ? [.. all.InnerExceptions] : new[] { error }).OfType<OptionsValidationException>()
            .SelectMany(one => one.Failures)];
}
