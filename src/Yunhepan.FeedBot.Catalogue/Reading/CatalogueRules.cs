namespace Yunhepan.FeedBot.Catalogue.Reading;

/// <summary>Rules for values in feeds.json that another stage defines.</summary>
/// <param name="ShortestEvery">The shortest interval that a source may state.</param>
/// <param name="IsSelector">Returns whether a text is a CSS selector.</param>
public sealed record CatalogueRules(TimeSpan ShortestEvery, Func<string, bool> IsSelector)
{
    /// <summary>Checks the template of a target's messages.</summary>
    public TemplateCheck CheckTemplate { get; init; } = _ => new CheckedTemplate(null, false);
}

/// <summary>Checks a template in Liquid; the stage that renders it registers this.</summary>
public delegate CheckedTemplate TemplateCheck(string template);

/// <param name="Fault">What is wrong and where in the template; null if it can be used.</param>
/// <param name="HasText">True if it shows the text of an article.</param>
public sealed record CheckedTemplate(string? Fault, bool HasText);
