using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Publishing.Pages;
using Yunhepan.FeedBot.Publishing.Serving;

namespace Yunhepan.FeedBot.Publishing;

/// <summary>Registration of this stage; it needs an <c>ArticleReader</c> and a <c>CurrentTaxonomy</c>.</summary>
public static class PublishingServices
{
    public static IServiceCollection AddPublishing(this IServiceCollection services)
    {
        services.AddOptions<PublishingOptions>().BindConfiguration("Publishing").ValidateOnStart();
        services.AddSingleton<IValidateOptions<PublishingOptions>, PublishingOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddScoped<FeedRenderer>();
        services.AddSingleton<FeedCache>();
        services.AddSingleton<TopicCounts>();
        return services;
    }
}
