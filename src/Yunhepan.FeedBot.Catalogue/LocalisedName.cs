namespace Yunhepan.FeedBot.Catalogue;

/// <summary>A name in Chinese and in English, in which those of other languages read it too.</summary>
public sealed record LocalisedName(string Zh, string En)
{
    /// <summary>Returns a name that is the same in both languages.</summary>
    public static LocalisedName Same(string name) => new(name, name);

    /// <summary>Returns the name in a language.</summary>
    public string For(Language language) => language == Language.Chinese ? Zh : En;

    /// <summary>Returns the name for a BCP 47 tag; see <see cref="LanguageTag.Read"/>.</summary>
    public string For(string? tag) => For(LanguageTag.Read(tag));
}
