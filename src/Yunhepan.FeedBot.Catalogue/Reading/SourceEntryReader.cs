using System.Text;
using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.Catalogue.Reading;

/// <summary>The parts of the catalogue that entries of <c>sources</c> refer to.</summary>
internal sealed record CatalogueContext(
    Site Site, IReadOnlySet<string> Categories, IReadOnlySet<string> Publishers, IReadOnlySet<string> Regions, string Folder);

/// <summary>Reads the entries of <c>sources</c>.</summary>
internal sealed partial class SourceEntryReader(
    FaultList faults, CatalogueContext context, ICronExpressions cron, CatalogueRules rules, TimeProvider time)
{
    private static readonly TimeSpan LongestEvery = TimeSpan.FromDays(30);

    // The number of fire times in an hour at the shortest useful interval.
    private const int FiresLookedAt = 60;

    private readonly Dictionary<string, PlacedJson> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PlacedJson> _urls = new(StringComparer.Ordinal);

    [GeneratedRegex("^[a-z0-9][a-z0-9_-]{0,99}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    internal static partial Regex IdPattern { get; }

    [GeneratedRegex("^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    internal static partial Regex LanguagePattern { get; }

    public Source? Read(PlacedJson value)
    {
        var members = new ObjectReader(value, CatalogueMembers.Source, faults);
        var url = ReadUrl(members);
        var id = ReadId(members, url);
        var timeZone = ReadTimeZone(members, "timeZone");
        var (every, cronExpression) = ReadRhythm(members);
        var headers = new HeaderReader(faults, context.Folder);
        var source = new Source
        {
            Id = id ?? "",
            Url = url?.OriginalString ?? "",
            IsNamed = members.Has("name"),
            Name = members.Name("name") ?? new LocalisedName(url?.Host ?? "", url?.Host ?? ""),
            Kind = members.Choice("kind", SourceKind.Auto),
            CategoryId = Reference(members, "category", context.Categories),
            PublisherId = Reference(members, "publisher", context.Publishers),
            RegionId = Reference(members, "region", context.Regions),
            Every = every,
            Cron = cronExpression,
            Language = ReadLanguage(members),
            TimeZone = timeZone,
            ScheduleZone = timeZone ?? context.Site.TimeZone,
            Encoding = ReadEncoding(members),
            Content = members.Choice("content", SourceContent.Full),
            Licence = ReadLicence(members),
            Include = members.Texts("include"),
            Exclude = members.Texts("exclude"),
            Selectors = ReadSelectors(members),
            Headers = headers.Read(members),
            Cookies = members.Flag("cookies", otherwise: false),
            Proxy = headers.ReadProxy(members),
            Enabled = members.Flag("enabled", otherwise: true),
        };
        return url is null || id is null ? null : source;
    }

    private Uri? ReadUrl(ObjectReader members)
    {
        if (members.Required("url") is not { } text)
            return null;

        var url = SourceAddress.Read(text, out var problem);
        if (url is null)
        {
            members.Fault("url", problem!);
            return null;
        }

        var key = url.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped);
        if (!_urls.TryAdd(key, members.Value))
            members.Fault("url", $"{_urls[key].Path} has the same address");

        return url;
    }

    private string? ReadId(ObjectReader members, Uri? url)
    {
        var stated = members.Text("id");
        if (stated is not null && !IdPattern.IsMatch(stated))
        {
            members.Fault("id", $"\"{FaultWords.Clip(stated)}\" is not an id: use a-z, 0-9, - and _, at most 100 characters");
            return null;
        }

        var id = stated ?? (url is null ? null : SourceIds.FromUrl(url));
        if (id is null || _ids.TryAdd(id, members.Value))
            return id;

        members.Fault("id", stated is null
            ? $"its derived id \"{id}\" is that of {_ids[id].Path} too; state an \"id\""
            : $"{_ids[id].Path} has the same id \"{id}\"");
        return null;
    }

    private (TimeSpan? Every, string? Cron) ReadRhythm(ObjectReader members)
    {
        var everyText = members.Text("every");
        var cronText = members.Text("cron");
        if (members.Has("every") && members.Has("cron"))
            members.Fault("cron", "give either every or cron, not both");

        var every = everyText is null ? null : Durations.Parse(everyText);
        if (everyText is not null && every is null)
            members.Fault("every", $"\"{FaultWords.Clip(everyText)}\" is not {Durations.Expected}");
        else if (every < rules.ShortestEvery)
            members.Fault("every", $"must be at least {Durations.Write(rules.ShortestEvery)}");
        else if (every > LongestEvery)
            members.Fault("every", $"must be at most {Durations.Write(LongestEvery)}");

        if (cronText is not null && cron.Validate(cronText) is { } problem)
            members.Fault("cron", $"\"{FaultWords.Clip(cronText)}\" is not a Quartz cron expression: {FaultWords.OneLine(problem)}");
        else if (cronText is not null && TooOftenOrNever(cronText) is { } rhythm)
            members.Fault("cron", $"\"{FaultWords.Clip(cronText)}\" {rhythm}");

        return (every, cronText);
    }

    private string? TooOftenOrNever(string expression)
    {
        var (first, shortest) = (cron.Next(expression, TimeZoneInfo.Utc, time.GetUtcNow()), TimeSpan.MaxValue);
        if (first is null)
            return "never fires";
        for (var (last, fires) = (first.Value, 0); fires < FiresLookedAt; fires++)
        {
            if (cron.Next(expression, TimeZoneInfo.Utc, last) is not { } next)
                break;
            shortest = next - last < shortest ? next - last : shortest;
            last = next;
        }

        return shortest < rules.ShortestEvery
            ? $"fires every {Durations.Write(shortest)}; a source is polled at most every {Durations.Write(rules.ShortestEvery)}" : null;
    }

    private static string? Reference(ObjectReader members, string name, IReadOnlySet<string> known)
    {
        var id = members.Text(name);
        if (id is not null && !known.Contains(id))
            members.Fault(name, $"there is no {name} \"{FaultWords.Clip(id)}\"{Suggestion.For(id, known)}");

        return id;
    }

    public static TimeZoneInfo? ReadTimeZone(ObjectReader members, string name)
    {
        if (members.Text(name) is not { } text)
            return null;

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(text, out var zone))
            members.Fault(name, $"\"{FaultWords.Clip(text)}\" is not a time zone; write it as Asia/Shanghai");

        return zone;
    }

    public static string? ReadLanguage(ObjectReader members)
    {
        var language = members.Text("language");
        if (language is not null && !LanguagePattern.IsMatch(language))
            members.Fault("language", $"\"{FaultWords.Clip(language)}\" is not a language tag; write it as zh-CN or en");

        return language;
    }

    private SourceLicence? ReadLicence(ObjectReader members)
    {
        if (members.Find("licence") is not { } value)
            return null;
        var licence = new ObjectReader(value, CatalogueMembers.Licence, faults);
        if (value.Kind == System.Text.Json.JsonTokenType.StartObject && value.Members.Count == 0)
            faults.Add(value, "is empty; give text, notice or url");
        var url = licence.Text("url");
        if (url is not null && SourceAddress.Read(url, out var problem) is null)
            licence.Fault("url", problem!);
        return new SourceLicence(licence.Choice("text", LicensedText.Full), licence.Name("notice"), url);
    }

    private SourceSelectors? ReadSelectors(ObjectReader members)
    {
        if (members.Find("selectors") is not { } value)
            return null;
        var selectors = new ObjectReader(value, CatalogueMembers.Selectors, faults);
        return new SourceSelectors(Selector("items"), Selector("title"), Selector("date"), Selector("content"));

        string? Selector(string name)
        {
            var selector = selectors.Text(name);
            if (selector is null || rules.IsSelector(selector))
                return selector;
            selectors.Fault(name, $"\"{FaultWords.Clip(selector)}\" is not a CSS selector");
            return null;
        }
    }

    private static string? ReadEncoding(ObjectReader members)
    {
        var name = members.Text("encoding");
        if (name is not null && !IsEncoding(name))
            members.Fault("encoding", $"\"{FaultWords.Clip(name)}\" is not a known character set; use utf-8, gb18030, gbk, big5…");

        return name;
    }

    private static bool IsEncoding(string name)
    {
        if (CodePagesEncodingProvider.Instance.GetEncoding(name) is not null)
            return true;

        try
        {
            return Encoding.GetEncoding(name) is not null;
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }
}
