using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Alerts;
using Yunhepan.FeedBot.Alerts.Adding;
using Yunhepan.FeedBot.Alerts.Questions;
using Yunhepan.FeedBot.Articles.Ending;
using Yunhepan.FeedBot.Catalogue.Reading;
using Yunhepan.FeedBot.Chat.Mail;
using Yunhepan.FeedBot.Chat.Telegram;
using Yunhepan.FeedBot.Chat.Web;
using Yunhepan.FeedBot.Hosting.Server;
using Yunhepan.FeedBot.Ingestion.Fetching;
using Yunhepan.FeedBot.Ingestion.Scheduling;
using Yunhepan.FeedBot.Publishing.Serving;
using Yunhepan.FeedBot.Publishing.WebSub;

namespace Yunhepan.FeedBot.Hosting;

/// <summary>
/// Checks the names and values of settings: an unknown name has no effect, and the operator would never notice.
/// </summary>
internal static class SettingNames
{
    /// <summary>Our configuration sections; a test compares them with those that are bound.</summary>
    internal static readonly IReadOnlyDictionary<string, Type> Sections = new Dictionary<string, Type>(StringComparer.OrdinalIgnoreCase)
    {
        [FetchingOptions.Section] = typeof(FetchingOptions),
        [PollingOptions.Section] = typeof(PollingOptions),
        ["Refreshing"] = typeof(RefreshingOptions),
        ["Privacy"] = typeof(PrivacyOptions),
        ["Publishing"] = typeof(PublishingOptions),
        ["WebSub"] = typeof(HubOptions),
        [AlertsOptions.Section] = typeof(AlertsOptions),
        [AddingOptions.Section] = typeof(AddingOptions),
        [QuestionOptions.Section] = typeof(QuestionOptions),
        [MailOptions.Section] = typeof(MailOptions),
        [TelegramOptions.Section] = typeof(TelegramOptions),
        ["WebChat"] = typeof(WebChatOptions),
        [ServerOptions.Section] = typeof(ServerOptions),
    };

    /// <summary>The platform's own sections, which appsettings.json may contain.</summary>
    private static readonly string[] Platform =
        ["Logging", "ConnectionStrings", "Kestrel", "AllowedHosts", "Urls", "HostOptions", "HttpPorts", "HttpsPorts", "$schema"];

    /// <exception cref="OptionsValidationException">A name or value is wrong; the message has one line for each.</exception>
    public static void Check(IConfiguration configuration)
    {
        string[] faults = [.. Faults(configuration)];
        if (faults.Length > 0)
            throw new OptionsValidationException("settings", typeof(SettingNames), faults);
    }

    internal static IEnumerable<string> Faults(IConfiguration configuration)
    {
        // The environment contains much that is not meant for us, so only names that look like ours are checked there.
        var stated = configuration is IConfigurationRoot root
            ? root.Providers.OfType<JsonConfigurationProvider>().SelectMany(p => p.GetChildKeys([], null))
                .ToHashSet(StringComparer.OrdinalIgnoreCase)
            : [];
        var origins = new SettingOrigins(configuration);
        foreach (var section in configuration.GetChildren())
        {
            if (Sections.TryGetValue(section.Key, out var type))
            {
                foreach (var fault in Within(section, type, origins))
                    yield return fault;
            }
            else if (section.Key.Equals("Logging", StringComparison.OrdinalIgnoreCase))
            {
                foreach (var fault in LogSettings.Faults(section, origins))
                    yield return fault;
            }
            else if (section.Key.Equals("ConnectionStrings", StringComparison.OrdinalIgnoreCase))
            {
                foreach (
                    var name in section.GetChildren()
                    .Where(c => !IsOurDatabase(c.Key) && Suggestion.Nearest(c.Key, ["FeedBot"]) is not null))
                    yield return NoSuch(name.Path, "ConnectionStrings:FeedBot");
            }
            else if (Meant(section) is { } meant)
            {
                yield return NoSuch(section.Key, meant);
            }
            else if (stated.Contains(section.Key) && !Platform.Contains(section.Key, StringComparer.OrdinalIgnoreCase))
            {
                yield return NoSuch(section.Key, null)
                    + $" The sections of appsettings.json are {string.Join(", ", Sections.Keys.Order(StringComparer.Ordinal))}.";
            }
        }
    }

    private static IEnumerable<string> Within(IConfigurationSection section, Type type, SettingOrigins origins)
    {
        var names = type.GetProperties().Select(p => p.Name).ToArray();
        foreach (var setting in section.GetChildren())
        {
            var property = type.GetProperties().FirstOrDefault(p => p.Name.Equals(setting.Key, StringComparison.OrdinalIgnoreCase));
            if (property is null)
                yield return NoSuch(setting.Path, Suggestion.Nearest(setting.Key, names) is { } near ? $"{section.Key}:{near}" : null);
            else if (!IsList(property.PropertyType) && setting.GetChildren().FirstOrDefault() is { } below)
                yield return NoSuch(below.Path, setting.Path);
            else if (IsList(property.PropertyType) && setting.Value is { Length: > 0 })
                yield return $"\"{setting.Path}\"{origins.Describe(setting.Path)} is a list: its values are "
                    + $"\"{setting.Path}:0\" and so on (in the environment "
                    + $"{setting.Path.Replace(":", "__", StringComparison.Ordinal)}__0).";
            else if (SettingValues.Fault(setting, property, origins) is { } fault)
                yield return fault;
        }
    }

    /// <summary>
    /// Returns the correct name for a name outside of our sections: a misspelled section, or a setting with another separator.
    /// </summary>
    private static string? Meant(IConfigurationSection section)
    {
        if (section.GetChildren().Any())
            return Suggestion.Nearest(section.Key, Sections.Keys);
        if (section.Key.StartsWith("FEEDBOT_", StringComparison.OrdinalIgnoreCase)
            && !section.Key.Equals(TelegramOptions.TokenVariable, StringComparison.OrdinalIgnoreCase))
            return Suggestion.Nearest(section.Key, [TelegramOptions.TokenVariable]);
        var plain = Plain(section.Key);
        return Sections.SelectMany(s => s.Value.GetProperties().Select(p => (s.Key, p.Name)))
            .Where(s => plain.Equals(Plain(s.Key + s.Name), StringComparison.OrdinalIgnoreCase)).Select(s => $"{s.Key}:{s.Name}")
                .FirstOrDefault();
    }

    private static string Plain(string name) => string.Concat(name.Where(char.IsAsciiLetterOrDigit));

    private static bool IsOurDatabase(string name) => name.Equals("FeedBot", StringComparison.OrdinalIgnoreCase);

    private static bool IsList(Type type) => type != typeof(string) && typeof(System.Collections.IEnumerable).IsAssignableFrom(type);

    private static string NoSuch(string path, string? meant) =>
        $"there is no setting \"{path}\""
            + (meant is null
            ? "." : $"; did you mean \"{meant}\" (in the environment {meant.Replace(":", "__", StringComparison.Ordinal)})?");
}
