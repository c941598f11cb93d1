using System.Text.Json;

namespace Yunhepan.FeedBot.Catalogue.Reading;

/// <summary>Reads how the messages of a target look: <c>format</c>, a word or an object, and <c>template</c>.</summary>
internal sealed class TargetFormatReader(FaultList faults, CatalogueRules rules)
{
    private const int ShortestLength = 50;
    private const int LongestLength = 3000;
    private const int LongestTemplate = 2000;

    public MessageFormat Read(ObjectReader members)
    {
        var format = members.Find("format") is not { } value ? MessageFormat.Usual
            : value.Kind == JsonTokenType.String ? new MessageFormat { Text = members.Choice("format", TextAmount.Standard) }
            : ReadObject(new ObjectReader(value, CatalogueMembers.Format, faults));
        return members.Text("template") is { } template ? WithTemplate(format, template, members) : format;
    }

    private static MessageFormat ReadObject(ObjectReader format) => new()
    {
        Text = Chosen<TextAmount>(format, "text"),
        Pictures = Chosen<PictureAmount>(format, "pictures"),
        Preview = Chosen<LinkPreview>(format, "preview"),
        Authors = Flag(format, "authors"),
        OnlyNames = Flag(format, "onlyNames"),
        Categories = Flag(format, "categories"),
        Length = format.Number("length", ShortestLength, LongestLength),
        AlsoUrgent = Flag(format, "alsoUrgent"),
    };

    private MessageFormat WithTemplate(MessageFormat format, string template, ObjectReader members)
    {
        var problem = template.Length > LongestTemplate ? $"has more than {LongestTemplate} characters" : null;
        var check = problem is null ? rules.CheckTemplate(template) : new CheckedTemplate(problem, false);
        if (check.Fault is { } fault)
            members.Fault("template", fault);
        return format with { Template = template, TemplateHasText = check.HasText };
    }

    private static T? Chosen<T>(ObjectReader members, string name)
        where T : struct, Enum => members.Has(name) ? members.Choice(name, default(T)) : null;

    private static bool? Flag(ObjectReader members, string name) => members.Has(name) ? members.Flag(name, otherwise: false) : null;
}
