namespace Yunhepan.FeedBot.Hosting;

/// <summary>Checks the section <c>Logging</c>: the framework's message names neither the setting nor what is allowed.</summary>
internal static class LogSettings
{
    private const string Json = "json";

    public static IEnumerable<string> Faults(IConfigurationSection logging, SettingOrigins origins)
    {
        foreach (var level in Levels(logging).Where(level => !Enum.TryParse<LogLevel>(level.Value, ignoreCase: true, out var known)
            || !Enum.IsDefined(known)))
        {
            yield return $"\"{level.Path}\" is \"{level.Value}\"{origins.Describe(level.Path)}, which is not one of "
                + $"{string.Join(", ", Enum.GetNames<LogLevel>())}.";
        }

        if (logging.GetSection("Console:FormatterName") is { Value: { Length: > 0 } and not (Json or LineFormatter.FormatterName) } form)
            yield return $"\"{form.Path}\" is \"{form.Value}\"{origins.Describe(form.Path)}, which is neither "
                + $"{LineFormatter.FormatterName} nor {Json}.";
    }

    /// <summary>Returns <c>Logging:LogLevel:…</c>, and <c>Logging:Console:LogLevel:…</c> of each provider.</summary>
    private static IEnumerable<IConfigurationSection> Levels(IConfigurationSection logging) =>
        logging.GetChildren().Prepend(logging).SelectMany(section => section.GetSection("LogLevel").GetChildren())
            .Where(level => level.Value is { Length: > 0 });
}
