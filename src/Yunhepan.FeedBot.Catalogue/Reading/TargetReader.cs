using System.Globalization;
using System.Text.Json;

namespace Yunhepan.FeedBot.Catalogue.Reading;

/// <summary>
/// Reads the entries of <c>targets</c>. Addresses and secrets may come from the environment, so no message repeats one.
/// </summary>
/// <param name="sources">The ids of the sources, including disabled ones.</param>
internal sealed class TargetReader(FaultList faults, CatalogueContext context, CatalogueRules rules, IReadOnlySet<string> sources)
{
    private const int MostPerMinute = 600;
    private const int MostSecrets = 5;

    private readonly Dictionary<string, PlacedJson> _ids = new(StringComparer.Ordinal);
    private readonly TargetFormatReader _formats = new(faults, rules);

    /// <summary>Reads one target; returns null after recording a fault if it cannot be used.</summary>
    public Target? Read(PlacedJson value)
    {
        var members = new ObjectReader(value, CatalogueMembers.Target, faults);
        var (id, kind) = (ReadId(members), ReadKind(members));
        var url = kind == TargetKind.Mail ? MailAddressReader.Read(members, context.Folder) : ReadUrl(members);
        var secrets = ReadSecrets(members);
        var target = new Target
        {
            Id = id ?? "",
            Kind = kind ?? default,
            Url = url ?? "",
            Secret = secrets.FirstOrDefault(),
            OlderSecrets = [.. secrets.Skip(1)],
            Follow = ReadFollow(members),
            Include = members.Texts("include"),
            Exclude = members.Texts("exclude"),
            Digest = ReadDigest(members),
            Quiet = ReadQuiet(members),
            Language = LanguageTag.Read(SourceEntryReader.ReadLanguage(members) ?? context.Site.Language),
            TimeZone = SourceEntryReader.ReadTimeZone(members, "timeZone"),
            Format = _formats.Read(members),
            MessagesPerMinute = members.Number("messagesPerMinute", 1, MostPerMinute),
        };
        return id is null || kind is null || url is null ? null : target;
    }

    private string? ReadId(ObjectReader members)
    {
        if (members.Required("id") is not { } id)
            return null;
        if (!SourceEntryReader.IdPattern.IsMatch(id))
            members.Fault("id", $"\"{FaultWords.Clip(id)}\" is not an id: use a-z, 0-9, - and _, at most 100 characters");
        else if (!_ids.TryAdd(id, members.Value))
            members.Fault("id", $"{_ids[id].Path} has the same id \"{id}\"");
        else
            return id;
        return null;
    }

    private static TargetKind? ReadKind(ObjectReader members) =>
        members.Required("kind") is null ? null : members.Choice("kind", default(TargetKind));

    private string? ReadUrl(ObjectReader members)
    {
        if (members.Has("address"))
            members.Fault("address", "only a target of the kind \"mail\" has an address; the others have a \"url\"");
        if (members.Required("url") is not { } text)
            return null;
        var resolved = Secrets.Resolve(text, context.Folder, out var problem);
        if (problem is null && SourceAddress.Read(resolved, out problem) is not null)
            return resolved;
        members.Fault("url", problem!);
        return null;
    }

    // One secret, or several while receivers change from one to the next.
    private List<string> ReadSecrets(ObjectReader members)
    {
        if (members.Find("secret") is not { } value)
            return [];
        var isList = value.Kind == JsonTokenType.StartArray;
        var texts = isList ? members.Texts("secret") : members.Text("secret") is { } one ? [one] : [];
        if (texts.Count > MostSecrets || (isList && value.Items.Count == 0))
            faults.Add(value, $"takes one to {MostSecrets} secrets, the newest first");
        List<string> secrets = [];
        foreach (var (text, place) in texts.Zip(isList ? value.Items : [value]))
        {
            var secret = Secrets.Resolve(text, context.Folder, out var problem);
            if (problem is not null)
                faults.Add(place, problem);
            secrets.Add(secret);
        }

        return secrets;
    }

    private FollowedTopics ReadFollow(ObjectReader members)
    {
        if (members.Find("follow") is not { } value)
        {
            members.Fault("follow", "\"follow\" is required: say what it follows");
            return new FollowedTopics();
        }

        var follow = new ObjectReader(value, CatalogueMembers.Follow, faults);
        var topics = new FollowedTopics
        {
            Categories = References(follow, "categories", context.Categories),
            Publishers = References(follow, "publishers", context.Publishers),
            Regions = References(follow, "regions", context.Regions),
            Sources = References(follow, "sources", sources),
            Words = follow.Texts("words"),
        };
        if (value.Kind == JsonTokenType.StartObject && CatalogueMembers.Follow.All(name => follow.Items(name).Count == 0))
            faults.Add(value, $"follows nothing; give at least one of {FaultWords.List(CatalogueMembers.Follow)}");
        return topics;
    }

    private IReadOnlyList<string> References(ObjectReader follow, string name, IReadOnlySet<string> known)
    {
        var ids = follow.Texts(name);
        foreach (var (id, item) in ids.Zip(follow.Items(name)).Where(each => !known.Contains(each.First)))
            faults.Add(item, $"there is no \"{FaultWords.Clip(id)}\" among {name}{Suggestion.For(id, known)}");
        return [.. ids.Distinct(StringComparer.Ordinal)];
    }

    private DigestTime? ReadDigest(ObjectReader members)
    {
        if (members.Find("digest") is not { } value)
            return null;
        var digest = new ObjectReader(value, CatalogueMembers.Digest, faults);
        var at = ReadTime(digest, "at");
        return at is null ? null : new DigestTime(at.Value, digest.Has("on") ? digest.Choice("on", DayOfWeek.Monday) : null);
    }

    private QuietHours? ReadQuiet(ObjectReader members)
    {
        if (members.Find("quiet") is not { } value)
            return null;
        var quiet = new ObjectReader(value, CatalogueMembers.Quiet, faults);
        var (from, to) = (ReadTime(quiet, "from"), ReadTime(quiet, "to"));
        var urgentToo = quiet.Flag("urgentToo", otherwise: false);
        return from is null || to is null ? null : new QuietHours(from.Value, to.Value, urgentToo);
    }

    private static TimeOnly? ReadTime(ObjectReader members, string name)
    {
        if (members.Required(name) is not { } text)
            return null;
        if (TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            return time;
        members.Fault(name, $"\"{FaultWords.Clip(text)}\" is not a time of day; write it as 08:00");
        return null;
    }
}
