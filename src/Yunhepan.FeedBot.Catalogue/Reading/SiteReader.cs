namespace Yunhepan.FeedBot.Catalogue.Reading;

/// <summary>Reads the entry of feeds.json about the site itself.</summary>
internal static class SiteReader
{
    public static Site Read(ObjectReader root, FaultList faults)
    {
        var standard = new Site();
        if (root.Find("site") is not { } value)
            return standard;

        var members = new ObjectReader(value, CatalogueMembers.Site, faults);
        var baseUrl = members.Text("baseUrl");
        if (baseUrl is not null && SourceAddress.Read(baseUrl, out var problem) is null)
            members.Fault("baseUrl", problem!);

        return new Site
        {
            Title = members.Name("title") ?? standard.Title,
            Description = members.Name("description"),
            BaseUrl = baseUrl?.TrimEnd('/'),
            Language = SourceEntryReader.ReadLanguage(members) ?? standard.Language,
            TimeZone = SourceEntryReader.ReadTimeZone(members, "timeZone") ?? standard.TimeZone,
            Contact = ReadContact(members),
        };
    }

    private static string? ReadContact(ObjectReader members)
    {
        var contact = members.Text("contact");
        if (contact is null || (contact.Length <= 200 && contact.All(c => c is > ' ' and <= '~' and not ('(' or ')'))))
            return contact;

        members.Fault(
            "contact", "goes into the User-Agent: an address or e-mail of at most 200 printable ASCII characters, no spaces or brackets");
        return null;
    }
}
